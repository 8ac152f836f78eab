// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import java.io.IOException;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.asyncagi.AsyncAgiServer;

/** Serves every AsyncAGI call of an Asterisk, or of a load generator that plays one: each reads its variables. */
public final class OffhookAsyncAgiServer implements AgiScript {

    private static final int MAX_CALLS = 50_000;

    private final int commands;

    private OffhookAsyncAgiServer(int commands) {
        this.commands = commands;
    }

    /** {@code HOST PORT USER SECRET COMMANDS}; it prints {@code ready} when it serves, and ends with standard input. */
    public static void main(String[] args) throws IOException {
        if (args.length != 5) {
            System.err.println("usage: OffhookAsyncAgiServer HOST PORT USER SECRET COMMANDS");
            System.exit(2);
        }
        AmiClientOptions options = AmiClientOptions.builder(args[0], args[2], args[3])
                .port(Integer.parseInt(args[1]))
                .build();
        AgiScript script = new OffhookAsyncAgiServer(Integer.parseInt(args[4]));
        try (AmiClient client = AmiClient.connect(options);
                AsyncAgiServer server = AsyncAgiServer.builder(client, AgiRouter.of(script))
                        .maxCalls(MAX_CALLS)
                        .accept(request -> true) // also what has no path
                        .start()) {
            System.out.println("ready");
            while (System.in.read() >= 0) {
                // whatever it is
            }
            System.out.println("calls=" + server.health().totalCalls());
        }
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) {
        for (int i = 0; i < commands; i++) {
            channel.getVariable("V" + i);
        }
    }
}
