// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The floor: logs in, then only empties the socket, looking at nothing but the end of each read. */
public final class DrainEvents {

    private static final String END = "UserEvent: End\r\nEvents: ";

    private DrainEvents() {}

    /** {@code HOST PORT USER SECRET [EVENTS [WARM_UPS]]}. */
    public static void main(String[] args) throws IOException {
        EventsArguments arguments = EventsArguments.parse(args, "DrainEvents");
        try (SocketChannel channel = SocketChannel.open(new InetSocketAddress(arguments.host(), arguments.port()))) {
            send(channel, "Action: Login\r\nUsername: " + arguments.user() + "\r\nSecret: " + arguments.secret());
            Meter meter = new Meter();
            for (int i = arguments.warmUps(); i >= 0; i--) {
                meter.begin();
                send(channel, "Action: UserEvent\r\nUserEvent: Begin\r\nEvents: " + arguments.events());
                long bytes = drain(channel);
                String measured = meter.end("event", arguments.events());
                System.out.println((i > 0 ? "warm-up " : "RESULT name=drain ") + measured + " bytes=" + bytes);
            }
        }
    }

    private static void send(SocketChannel channel, String action) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((action + "\r\n\r\n").getBytes(ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Reads until what was read ends with the last event; gives how many bytes that were. */
    static long drain(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
        String tail = "";
        long sum = 0;
        while (!(tail.contains(END) && tail.endsWith("\r\n\r\n"))) {
            buffer.clear();
            int read = channel.read(buffer);
            if (read < 0) {
                throw new EOFException("the server closed");
            }
            sum += read;
            byte[] last = new byte[Math.min(64, read)];
            buffer.get(read - last.length, last);
            String text = new String(last, ISO_8859_1);
            tail = last.length < 64 ? tail.substring(Math.max(0, tail.length() - 64)) + text : text;
        }
        return sum;
    }
}
