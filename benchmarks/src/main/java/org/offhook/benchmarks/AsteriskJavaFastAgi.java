// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import java.io.IOException;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.DefaultAgiServer;

/** Serves FastAGI calls with asterisk-java: each reads its variables and, if it is told to, waits in a prompt. */
public final class AsteriskJavaFastAgi implements AgiScript {

    private static final int MAX_CALLS = 50_000;

    private final int commands;

    private AsteriskJavaFastAgi(int commands) {
        this.commands = commands;
    }

    /** {@code PORT COMMANDS}; it prints {@code port=N} when it is about to listen, and ends with standard input. */
    public static void main(String[] args) throws IOException {
        FastAgiArguments arguments = FastAgiArguments.parse(args, "AsteriskJavaFastAgi");
        DefaultAgiServer server = new DefaultAgiServer(new AsteriskJavaFastAgi(arguments.commands()));
        server.setPort(arguments.port());
        server.setMaximumPoolSize(MAX_CALLS);
        Thread thread = new Thread(() -> {
            try {
                server.startup();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        thread.start();
        FastAgiArguments.serveUntilEndOfInput(arguments.port());
        System.exit(0);
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        if ("hold".equals(request.getScript())) {
            channel.streamFile("menu");
            return;
        }
        for (int i = 0; i < commands; i++) {
            String name = "V" + i;
            if (!name.equals(channel.getVariable(name))) {
                throw new IllegalStateException("the value of another variable than " + name);
            }
        }
    }
}
