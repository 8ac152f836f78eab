// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** A plain socket that speaks in lines and can do so badly. Lines keep their bytes, one to a character. */
final class Wire implements AutoCloseable {

    /** What reading came to. */
    enum Got {
        LINE,
        /** The server closed its side. */
        END,
        /** The connection was reset. */
        RESET,
        NOTHING
    }

    /** More than this without a line feed is no command. */
    private static final int MAX_LINE = 1 << 20;

    private final Socket socket;
    private final Transcript.Recorder recorder;
    private final int chunk;
    private final Duration delay;
    private final ReentrantLock writing = new ReentrantLock();
    private byte[] buffer = new byte[4096];
    private int length;
    private String line = "";
    private Runnable onLine = () -> {};
    private Got end = Got.NOTHING;

    Wire(Socket socket, Transcript.Recorder recorder, int chunk, Duration delay) {
        this.socket = socket;
        this.recorder = recorder;
        this.chunk = chunk;
        this.delay = delay;
    }

    static String utf8(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }

    static String bytes(String utf8) {
        return new String(utf8.getBytes(UTF_8), ISO_8859_1);
    }

    /** The last line that was read, a byte in each character. */
    String line() {
        return line;
    }

    /** What came without a line feed behind it. */
    String unfinished() {
        return new String(buffer, 0, length, UTF_8);
    }

    // ---- writing ----

    /** Writes in pieces, if so configured. A server that has gone is noted, not an error: reading will tell. */
    boolean write(byte[] bytes) {
        writing.lock();
        try {
            int step = chunk == 0 ? bytes.length : chunk;
            for (int at = 0; at < bytes.length; at += step) {
                if (at > 0 && !delay.isZero()) {
                    LockSupport.parkNanos(delay.toNanos());
                }
                socket.getOutputStream().write(bytes, at, Math.min(step, bytes.length - at));
                socket.getOutputStream().flush();
            }
            return true;
        } catch (IOException e) {
            recorder.add(Transcript.Kind.NOTE, "could not send: " + e.getMessage());
            return false;
        } finally {
            writing.unlock();
        }
    }

    /** Writes what nobody may be there to hear. */
    void writeIfPossible(byte[] bytes) {
        writing.lock();
        try {
            socket.getOutputStream().write(bytes);
            recorder.add(Transcript.Kind.REPLY, new String(bytes, UTF_8).stripTrailing());
        } catch (IOException e) {
            recorder.add(Transcript.Kind.NOTE, "closed before the last word");
        } finally {
            writing.unlock();
        }
    }

    /** Writes one byte at a time, until the server has enough of it. */
    void dribble(byte[] bytes, Duration pause) {
        for (byte b : bytes) {
            if (!write(new byte[] {b})) {
                return;
            }
            long deadline = System.nanoTime() + pause.toNanos();
            while (end == Got.NOTHING && deadline - System.nanoTime() > 0) {
                fill(deadline);
            }
            if (end != Got.NOTHING) {
                return;
            }
        }
    }

    // ---- reading: by one thread at a time ----

    /** Sets what happens when a line has come, before anyone can know of it. */
    void onLine(Runnable action) {
        onLine = action;
    }

    Got read(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        int from = 0;
        while (true) {
            for (int i = from; i < length; i++) {
                if (buffer[i] == '\n') {
                    take(i);
                    return Got.LINE;
                }
            }
            from = length;
            if (end != Got.NOTHING) {
                return end;
            }
            if (!fill(deadline)) {
                return Got.NOTHING;
            }
        }
    }

    private void take(int lineFeed) {
        line = new String(buffer, 0, lineFeed, ISO_8859_1);
        length -= lineFeed + 1;
        System.arraycopy(buffer, lineFeed + 1, buffer, 0, length);
        onLine.run();
        recorder.add(Transcript.Kind.COMMAND, utf8(line));
    }

    /** Reads what there is; false if nothing came in time. */
    private boolean fill(long deadline) {
        long millis = (deadline - System.nanoTime() + 999_999) / 1_000_000;
        if (millis <= 0) {
            return false;
        }
        if (length == MAX_LINE) {
            throw new AssertionError("the server sent " + MAX_LINE + " bytes without a line feed");
        }
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(MAX_LINE, length * 2));
        }
        try {
            socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
            int n = socket.getInputStream().read(buffer, length, buffer.length - length);
            if (n < 0) {
                ended(Got.END, "the server closed the connection");
            } else {
                length += n;
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            ended(Got.RESET, "the connection broke: " + e.getMessage());
            return true;
        }
    }

    private void ended(Got how, String note) {
        end = how;
        recorder.add(Transcript.Kind.NOTE, note);
    }

    // ---- ends ----

    void halfClose() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            recorder.add(Transcript.Kind.NOTE, "could not close: " + e.getMessage());
        }
    }

    void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            recorder.add(Transcript.Kind.NOTE, "could not reset: " + e.getMessage());
        }
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            recorder.add(Transcript.Kind.NOTE, "could not close: " + e.getMessage());
        }
    }
}
