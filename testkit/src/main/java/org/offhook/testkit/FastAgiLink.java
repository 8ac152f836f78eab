// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The connection of AGI(agi://...): a thread of its own connects and reads. */
final class FastAgiLink {

    /** What Asterisk grants a server. */
    private static final int CONNECT_MILLIS = 2000;

    private static final int DEFAULT_PORT = 4573;
    /** What a socket takes even if nobody reads: as much of a call is written at once, the rest by a thread. */
    private static final int AT_ONCE = 16_384;

    private final FakeAsterisk asterisk;
    private final FakeChannel channel;
    private final String host;
    private final int port;
    private final int maxLineBytes;
    private final Socket socket = new Socket();
    /** The beginning of a line that a NUL cut. */
    private String begun = "";

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<byte[]> out = new ArrayDeque<>();
    private int written;
    private boolean connected;
    private boolean writing;
    private boolean closing;

    /**
     * A connection that is yet to be made.
     *
     * @param address host and port
     */
    FastAgiLink(FakeAsterisk asterisk, FakeChannel channel, String address, int maxLineBytes) {
        this.asterisk = asterisk;
        this.channel = channel;
        int colon = address.lastIndexOf(':');
        boolean bare = colon < 0 || address.endsWith("]");
        String number = bare ? "" : address.substring(colon + 1);
        this.host = (bare ? address : address.substring(0, colon)).replaceAll("^\\[|]$", "");
        this.port = number.matches("[1-9]\\d{0,4}") ? Integer.parseInt(number) : DEFAULT_PORT;
        this.maxLineBytes = maxLineBytes;
    }

    // ---- reading ----

    void run() {
        try (socket) {
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            } catch (IOException | IllegalArgumentException e) {
                locked(() -> channel.agiUnreachable(this, host + ":" + port + ": " + e.getMessage()));
                return;
            }
            lock.lock();
            try {
                connected = true;
            } finally {
                lock.unlock();
            }
            flush();
            read();
        } catch (IOException e) {
            // closing went wrong: nobody cares
        }
    }

    private void read() {
        byte[] buffer = new byte[maxLineBytes + 1];
        int length = 0;
        String end = "the server closed the connection";
        try {
            while (true) {
                int n = socket.getInputStream().read(buffer, length, buffer.length - length);
                if (n < 0) {
                    break;
                }
                length = lines(buffer, length + n);
            }
        } catch (IOException e) {
            end = "the connection broke: " + e.getMessage();
        }
        String note = end;
        locked(() -> channel.agiClosed(this, note));
    }

    /** Takes the lines there are, and what is too long for one as a line of its own, as Asterisk does; gives the rest. */
    private int lines(byte[] buffer, int length) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                take(new String(buffer, from, i - from, ISO_8859_1));
                from = i + 1;
            }
        }
        if (length - from == buffer.length) {
            take(new String(buffer, from, length - from, ISO_8859_1));
            return 0;
        }
        System.arraycopy(buffer, from, buffer, 0, length - from);
        return length - from;
    }

    /** What stands behind a NUL is lost, its line feed included. */
    private void take(String line) {
        int nul = line.indexOf('\0');
        if (nul >= 0) {
            begun += line.substring(0, nul);
            return;
        }
        String whole = begun + line;
        begun = "";
        locked(() -> channel.agiLine(this, whole));
    }

    private void locked(Runnable what) {
        asterisk.lock();
        try {
            what.run();
        } catch (RuntimeException | Error e) {
            asterisk.broke(e);
            throw e;
        } finally {
            asterisk.unlock();
        }
    }

    // ---- writing: never waits, for it is done under the lock of the Asterisk ----

    /** Says text with a byte in each character; a server that does not listen is left behind. */
    void write(String text) {
        lock.lock();
        try {
            out.add(text.getBytes(ISO_8859_1));
        } finally {
            lock.unlock();
        }
        flush();
    }

    private void flush() {
        lock.lock();
        try {
            if (!connected || writing || out.isEmpty()) {
                return;
            }
            if (out.size() == 1 && out.element().length <= AT_ONCE - written) {
                written += out.element().length;
                send(out.remove());
                return;
            }
            writing = true;
        } finally {
            lock.unlock();
        }
        asterisk.background("agi-writer", this::drain);
    }

    private void drain() {
        for (byte[] next = next(); next != null; next = next()) {
            send(next);
        }
    }

    private byte @Nullable [] next() {
        lock.lock();
        try {
            if (out.isEmpty()) {
                writing = false;
                if (closing) {
                    shut();
                }
                return null;
            }
            return out.remove();
        } finally {
            lock.unlock();
        }
    }

    private void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            // the reader sees the end, too
        }
    }

    // ---- ends ----

    /** Closes when all is written. */
    void close() {
        lock.lock();
        try {
            closing = true;
            if (!writing) {
                shut();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes now. */
    void shut() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed
        }
    }
}
