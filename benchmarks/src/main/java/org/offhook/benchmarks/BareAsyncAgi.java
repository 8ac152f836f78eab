// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * The floor: serves AsyncAGI calls on one thread without scripts, looking at as little as possible. What it reaches is the most that the
 * peer can give.
 */
public final class BareAsyncAgi {

    private final AsyncAgiArguments arguments;
    private final InputStream input;
    private final OutputStream output;
    private final byte[] in = new byte[1 << 18];
    private final StringBuilder out = new StringBuilder();
    private final Meter meter = new Meter();
    private long swapped;

    private BareAsyncAgi(AsyncAgiArguments arguments, Socket socket) throws IOException {
        this.arguments = arguments;
        input = socket.getInputStream();
        output = socket.getOutputStream();
    }

    /** {@code HOST PORT USER SECRET CHANNELS [AT_ONCE [WARM_UPS]]}. */
    public static void main(String[] args) throws IOException {
        AsyncAgiArguments arguments = AsyncAgiArguments.parse(args, "BareAsyncAgi");
        try (Socket socket = new Socket(arguments.host(), arguments.port())) {
            socket.setTcpNoDelay(true);
            BareAsyncAgi bare = new BareAsyncAgi(arguments, socket);
            for (int i = arguments.warmUps(); i >= 0; i--) {
                System.out.println((i > 0 ? "warm-up " : "RESULT name=bare ") + bare.round());
            }
        }
    }

    private String round() throws IOException {
        swapped = 0;
        out.append("Action: UserEvent\r\nUserEvent: Begin\r\nChannels: ")
                .append(arguments.channels())
                .append("\r\nAtOnce: ")
                .append(arguments.atOnce())
                .append("\r\n\r\n");
        int filled = 0;
        while (true) {
            output.write(out.toString().getBytes(ISO_8859_1));
            out.setLength(0);
            int read = input.read(in, filled, in.length - filled);
            if (read < 0) {
                throw new EOFException("the server closed");
            }
            String text = new String(in, 0, filled + read, ISO_8859_1);
            int from = 0;
            for (int end = text.indexOf("\r\n\r\n"); end >= 0; end = text.indexOf("\r\n\r\n", from)) {
                String report = message(text, from, end + 2);
                if (!report.isEmpty()) {
                    return meter.end("read", AsyncAgiArguments.reads(report)) + " " + report + " swapped=" + swapped
                            + " cut=0";
                }
                from = end + 4;
            }
            filled = filled + read - from;
            System.arraycopy(in, from, in, 0, filled);
        }
    }

    /** The report, if that is what it is. */
    private String message(String text, int from, int to) {
        if (text.startsWith("Event: AsyncAGIExec", from)) {
            String id = value(text, "CommandId: ", from, to);
            int number = Integer.parseInt(id);
            if (number < AsyncAgiArguments.READS) {
                String uniqueId = value(text, "Uniqueid: ", from, to);
                String expected = "200%20result%3D1%20(" + uniqueId + "-V" + number + ")%0A";
                swapped += value(text, "Result: ", from, to).equals(expected) ? 0 : 1;
                command(value(text, "Channel: ", from, to), number + 1);
            }
        } else if (text.startsWith("Event: AsyncAGIStart", from)) {
            command(value(text, "Channel: ", from, to), 0);
        } else if (text.startsWith("Event: UserEvent", from)) {
            if (value(text, "UserEvent: ", from, to).equals("CallsBegin")) {
                meter.begin();
            } else {
                return value(text, "Report: ", from, to);
            }
        }
        return "";
    }

    private void command(String channel, int number) {
        out.append("Action: AGI\r\nChannel: ").append(channel).append("\r\nCommand: ");
        if (number < AsyncAgiArguments.READS) {
            out.append("GET VARIABLE V").append(number);
        } else {
            out.append("ASYNCAGI BREAK");
        }
        out.append("\r\nCommandID: ").append(number).append("\r\n\r\n");
    }

    private static String value(String text, String name, int from, int to) {
        int at = text.indexOf("\n" + name, from);
        return at < 0 || at >= to ? "" : text.substring(at + 1 + name.length(), text.indexOf('\r', at));
    }
}
