// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A manager connection: a thread that reads actions and one that writes what there is in one go. */
final class AmiLink {

    /** What Asterisk reads of a line. */
    private static final int MAX_LINE = 1022;

    private static final int MAX_LINES = 128;
    /** How much is written at a time. */
    private static final int PIECE = 65_536;

    /** In nanoseconds. */
    private static final long WRITE_TIMEOUT = 100_000_000;

    /** More than this unread, and Asterisk would have given up the connection long ago. */
    private static final int MAX_UNREAD = 64 << 20;

    private final FakeAsterisk asterisk;
    private final Socket socket;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private byte[] out = new byte[8192];
    private int length;
    private boolean flush;
    private boolean stalled;
    private boolean ending;
    private boolean ended;
    private long taken;

    // ---- used under the lock of the Asterisk ----

    final EventSieve sieve = new EventSieve();
    final String challenge;
    boolean loggedIn;
    /** The classes of what its user may do. */
    Set<String> writable = Set.of();

    private final Deque<AmiMessage> waiting = new ArrayDeque<>();
    private final Deque<byte[]> held = new ArrayDeque<>();
    private boolean busy;

    AmiLink(FakeAsterisk asterisk, Socket socket, String challenge) {
        this.asterisk = asterisk;
        this.socket = socket;
        this.challenge = challenge;
    }

    // ---- writing ----

    /** Adds text, a byte in each character; it goes out with the next flush. */
    void write(String text) {
        write(text.getBytes(ISO_8859_1));
    }

    void write(byte[] bytes) {
        if (busy) {
            held.add(bytes);
        } else {
            put(bytes);
        }
    }

    /** An action has begun that keeps the whole connection waiting. */
    void beBusy() {
        busy = true;
    }

    /** It is over: first what it answers, then what has come meanwhile. */
    void beFree(Runnable answer) {
        busy = false;
        answer.run();
        held.forEach(this::put);
        held.clear();
        while (!busy && !waiting.isEmpty()) {
            asterisk.actions.take(this, waiting.remove());
        }
    }

    private void put(byte[] bytes) {
        lock.lock();
        try {
            if (ended || ending) {
                return;
            }
            if (length + bytes.length > MAX_UNREAD) {
                close();
                return;
            }
            if (length + bytes.length > out.length) {
                out = Arrays.copyOf(out, Math.max(out.length * 2, length + bytes.length));
            }
            System.arraycopy(bytes, 0, out, length, bytes.length);
            length += bytes.length;
        } finally {
            lock.unlock();
        }
    }

    void flush() {
        lock.lock();
        try {
            if (length > 0 && !flush) {
                flush = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nothing goes out as long as this is set. */
    void stall(boolean stop) {
        lock.lock();
        try {
            stalled = stop;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Closes when all is written. */
    void end() {
        lock.lock();
        try {
            ending = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void writeLoop() {
        byte[] batch = new byte[8192];
        try {
            while (true) {
                int size;
                lock.lock();
                try {
                    while (!ended && (stalled || (!flush && !ending))) {
                        changed.await();
                    }
                    if (ended) {
                        return;
                    }
                    byte[] full = out;
                    out = batch;
                    batch = full;
                    size = length;
                    length = 0;
                    flush = false;
                } finally {
                    lock.unlock();
                }
                for (int at = 0; at < size; at += PIECE) {
                    socket.getOutputStream().write(batch, at, Math.min(PIECE, size - at));
                    tookSome();
                }
                if (isEnding()) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // the reader sees the end, too
        } finally {
            close();
        }
    }

    private void tookSome() {
        lock.lock();
        try {
            taken++;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all is written, or the client has taken nothing for as long as Asterisk grants. */
    void awaitEnd() {
        lock.lock();
        try {
            long seen = -1;
            while (!ended && seen != taken) {
                seen = taken;
                long left = WRITE_TIMEOUT;
                while (!ended && left > 0) {
                    left = changed.awaitNanos(left);
                }
            }
        } catch (InterruptedException e) {
            // it is closed
        } finally {
            lock.unlock();
        }
        close();
    }

    private boolean isEnding() {
        lock.lock();
        try {
            return ending && length == 0;
        } finally {
            lock.unlock();
        }
    }

    // ---- reading ----

    void readLoop() {
        byte[] in = new byte[65_536];
        int filled = 0;
        AmiMessage message = new AmiMessage();
        try {
            while (true) {
                int n = socket.getInputStream().read(in, filled, in.length - filled);
                if (n < 0) {
                    return;
                }
                int end = filled + n;
                int at = 0;
                asterisk.lock();
                try {
                    for (int i = filled; i < end; i++) {
                        if (in[i] == '\n') {
                            message = line(in, at, i, message);
                            at = i + 1;
                        }
                    }
                } catch (RuntimeException | Error e) {
                    asterisk.broke(e);
                    throw e;
                } finally {
                    asterisk.unlock();
                }
                filled = end - at;
                System.arraycopy(in, at, in, 0, filled);
                if (filled == in.length) {
                    message.isTooLong();
                    filled = 0;
                }
            }
        } catch (IOException e) {
            // the connection is gone, as some tests want it to be
        } finally {
            close();
            asterisk.gone(this);
        }
    }

    private AmiMessage line(byte[] in, int from, int lineFeed, AmiMessage message) {
        int to = lineFeed > from && in[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        if (to > from) {
            if (to - from > MAX_LINE || message.size() == MAX_LINES) {
                message.isTooLong();
            } else {
                message.add(new String(in, from, to - from, ISO_8859_1));
            }
            return message;
        }
        if (busy) {
            waiting.add(message);
        } else {
            asterisk.actions.take(this, message);
        }
        return new AmiMessage();
    }

    // ---- the end ----

    /** Closes as when a machine dies. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // then it is closed the other way
        }
        close();
    }

    /** Closes now. */
    void close() {
        lock.lock();
        try {
            ended = true;
            length = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed
        }
    }
}
