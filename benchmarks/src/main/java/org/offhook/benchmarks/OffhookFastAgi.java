// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import java.io.IOException;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.fastagi.FastAgiServer;

/** Serves FastAGI calls with Offhook: each reads its variables and, if it is told to, waits in a prompt. */
public final class OffhookFastAgi implements AgiScript {

    private static final int MAX_CALLS = 50_000;

    private final int commands;

    private OffhookFastAgi(int commands) {
        this.commands = commands;
    }

    /** {@code PORT COMMANDS}; it prints {@code port=N} when it listens, and ends with standard input. */
    public static void main(String[] args) throws IOException {
        FastAgiArguments arguments = FastAgiArguments.parse(args, "OffhookFastAgi");
        AgiScript script = new OffhookFastAgi(arguments.commands());
        try (FastAgiServer server = FastAgiServer.builder(AgiRouter.builder()
                        .script("/bench", script)
                        .script("/hold", (request, channel) -> channel.streamFile("menu", ""))
                        .build())
                .port(arguments.port())
                .maxCalls(MAX_CALLS)
                .start()) {
            FastAgiArguments.serveUntilEndOfInput(server.port());
        }
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) {
        for (int i = 0; i < commands; i++) {
            String name = "V" + i;
            if (!channel.getVariable(name).orElse("").equals(name)) {
                throw new IllegalStateException("the value of another variable than " + name);
            }
        }
    }
}
