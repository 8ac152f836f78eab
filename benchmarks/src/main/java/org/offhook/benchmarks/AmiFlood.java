// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The peer of every AMI benchmark: a server on one thread that costs little. It lets anybody in, answers actions at once, and streams events as
 * fast as they are read once it gets an action {@code UserEvent} with {@code UserEvent: Begin} (and perhaps {@code Events: NUMBER}). The
 * stream starts with an event {@code UserEvent: Begin}, ends with {@code UserEvent: End}, and drops nothing. One connection at a time.
 */
public final class AmiFlood implements AutoCloseable {

    private static final int EVENTS_PER_WRITE = 700;

    private static final byte[] PONG = "Ping: Pong\r\nTimestamp: 1795226723.965719\r\n\r\n".getBytes(ISO_8859_1);
    private static final byte[] SUCCESS = "Response: Success\r\n".getBytes(ISO_8859_1);
    private static final byte[] ACTION_ID = "ActionID: ".getBytes(ISO_8859_1);

    private final ServerSocketChannel server;
    private final FloodEvents events;
    private final int eventCount;
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 18);
    private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 18);
    private volatile @Nullable SocketChannel peer;

    /**
     * Listens.
     *
     * @param eventCount how many events to stream where Begin does not say
     */
    public AmiFlood(String host, int port, int eventCount) throws IOException {
        this.events = FloodEvents.render();
        this.eventCount = eventCount;
        this.server = ServerSocketChannel.open().bind(new InetSocketAddress(host, port));
    }

    /** {@code [HOST] PORT EVENTS}; port 0 takes a free one. Runs until it is killed. */
    public static void main(String[] args) throws IOException {
        int at = args.length == 3 ? 1 : 0;
        if (args.length - at != 2) {
            System.err.println("usage: AmiFlood [HOST] PORT EVENTS");
            System.exit(2);
        }
        String host = at == 1 ? args[0] : "127.0.0.1";
        try (AmiFlood flood = new AmiFlood(host, Integer.parseInt(args[at]), Integer.parseInt(args[at + 1]))) {
            System.out.println("port=" + flood.port());
            flood.run();
        }
    }

    /** The port it listens on. */
    public int port() throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /** Serves one connection after the other, until it is closed. */
    public void run() throws IOException {
        while (server.isOpen()) {
            try (SocketChannel accepted = server.accept()) {
                peer = accepted;
                accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
                serve(accepted);
            } catch (IOException e) {
                if (server.isOpen()) {
                    System.err.println("connection ended: " + e);
                }
            }
        }
    }

    /** Ends {@link #run}, from another thread. */
    @Override
    public void close() throws IOException {
        server.close();
        SocketChannel connected = peer;
        if (connected != null) {
            connected.close();
        }
    }

    private void serve(SocketChannel channel) throws IOException {
        in.clear();
        out.clear();
        put(PeerAnswers.BANNER);
        flush(channel);
        boolean open = true;
        while (open && channel.read(in) >= 0) {
            in.flip();
            int message = in.position();
            for (int end = endOfMessage(message); open && end >= 0; end = endOfMessage(message)) {
                open = answer(channel, message, end);
                message = end;
            }
            in.position(message);
            in.compact();
            flush(channel); // the answers to all that came with one read go out with one write
        }
    }

    /** Where the message that begins here ends, behind its blank line; -1 when it is not all there. */
    private int endOfMessage(int from) {
        for (int i = from + 3; i < in.limit(); i++) {
            if (in.get(i) == '\n' && in.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private boolean answer(SocketChannel channel, int from, int to) throws IOException {
        int idFrom = -1;
        int idTo = -1;
        boolean ping = false;
        for (int line = from; line < to; ) {
            int end = line;
            while (in.get(end) != '\r') {
                end++;
            }
            if (lineIs(line, end, "actionid: ")) {
                idFrom = line + 10;
                idTo = end;
            } else if (lineIs(line, end, "action: ping")) {
                ping = true;
            }
            line = end + 2;
        }
        if (!ping) {
            byte[] text = new byte[to - from];
            in.get(from, text);
            return answer(channel, new PeerAction(new String(text, ISO_8859_1)));
        }
        room(channel, 256);
        out.put(SUCCESS);
        if (idFrom >= 0) {
            out.put(ACTION_ID);
            out.put(out.position(), in, idFrom, idTo - idFrom).position(out.position() + idTo - idFrom);
            out.put((byte) '\r').put((byte) '\n');
        }
        out.put(PONG);
        return true;
    }

    private boolean lineIs(int from, int to, String lowerCase) {
        if (to - from < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            int c = in.get(from + i);
            if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean answer(SocketChannel channel, PeerAction action) throws IOException {
        room(channel, 4096);
        switch (action.header("Action").toLowerCase(Locale.ROOT)) {
            case "userevent" -> {
                put(action.answer("Success", "Message: Event Sent"));
                if (action.header("UserEvent").equals("Begin")) {
                    int count = action.number("Events");
                    stream(channel, count == 0 ? eventCount : count);
                }
            }
            case "logoff" -> {
                put(PeerAnswers.to(action));
                return false;
            }
            default -> put(PeerAnswers.to(action));
        }
        return true;
    }

    private void stream(SocketChannel channel, int count) throws IOException {
        put("Event: UserEvent\r\nPrivilege: user,all\r\nUserEvent: Begin\r\n\r\n");
        flush(channel);
        int place = 0;
        for (int left = count; left > 0; ) {
            int some = Math.min(Math.min(left, EVENTS_PER_WRITE), events.size() - place);
            ByteBuffer slice = events.slice(place, some);
            while (slice.hasRemaining()) {
                channel.write(slice);
            }
            left -= some;
            place = (place + some) % events.size();
        }
        put("Event: UserEvent\r\nPrivilege: user,all\r\nUserEvent: End\r\nEvents: " + count + "\r\nHangups: "
                + FloodEvents.hangups(count) + "\r\n\r\n");
        flush(channel);
    }

    private void put(String text) {
        out.put(text.getBytes(ISO_8859_1));
    }

    private void room(SocketChannel channel, int bytes) throws IOException {
        if (out.remaining() < bytes) {
            flush(channel);
        }
    }

    private void flush(SocketChannel channel) throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }
}
