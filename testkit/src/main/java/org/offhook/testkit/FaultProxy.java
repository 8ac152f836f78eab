// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Stands on loopback between a client and its server, and does to their connections what networks do: delays them, slows
 * them down, cuts what they say to pieces, breaks them, or swallows everything without a word. Knows no protocol, so it
 * goes before an AMI, a FastAGI server or anything else on TCP.
 *
 * <pre>{@code
 * try (FaultProxy link = FaultProxy.to(new InetSocketAddress("127.0.0.1", 5038))) {
 *     AmiClient client = AmiClient.connect(AmiClientOptions.builder("127.0.0.1", "user", "secret").port(link.port()).build());
 *     link.latency(Duration.ofMillis(50), Duration.ofMillis(20));
 *     …
 *     link.reset();
 * }
 * }</pre>
 *
 * <p>Faults that last hold for all connections, those there are and those to come, in both directions unless one is named,
 * from what is read next until {@link #heal()}; several can hold together. The others ({@link #reset()},
 * {@link #halfClose}, {@link #garbage}) happen once, to the connections that there are. Without a fault, data, half-closes
 * and resets pass as they come. Each direction holds at most a mebibyte back; then its sender has to wait. A
 * connection takes four threads. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int READ_BYTES = 16 * 1024;
    private static final int MAX_HELD_CHUNKS = 64;
    private static final int BACKLOG = 1024;
    private static final long END_MILLIS = 5_000;
    /** How often a second a direction of limited bandwidth may speak. */
    private static final int TURNS_PER_SECOND = 50;

    /** One of the two ways of a connection. */
    public enum Direction {
        /** From the client to the server. */
        TO_SERVER,
        /** From the server to the client. */
        TO_CLIENT
    }

    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile boolean closed;

    private volatile long latencyNanos;
    private volatile long jitterNanos;
    private volatile int bytesPerSecond = Integer.MAX_VALUE;
    private volatile int sliceBytes = Integer.MAX_VALUE;
    private volatile long slicePauseNanos;
    private volatile long toServerLimit = Long.MAX_VALUE;
    private volatile long toClientLimit = Long.MAX_VALUE;
    private volatile long closeDelayNanos;
    private volatile boolean blackHole;

    private FaultProxy(InetSocketAddress target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("accept", this::acceptAll);
    }

    /**
     * Starts one on a port of its own.
     *
     * @param target where the server is, or will be
     */
    public static FaultProxy to(InetSocketAddress target) {
        return new FaultProxy(target);
    }

    /** The port on loopback to which clients connect. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections there were. */
    public int accepted() {
        return accepted.get();
    }

    /** How many connections there are. */
    public int open() {
        return links.size();
    }

    // ---- faults that last ----

    /**
     * Delays everything.
     *
     * @param latency by at least that much
     * @param jitter and by up to so much more, at random; the order stays
     */
    public FaultProxy latency(Duration latency, Duration jitter) {
        latencyNanos = latency.toNanos();
        jitterNanos = jitter.toNanos();
        return this;
    }

    /** Lets so many bytes through in a second, for each direction of each connection. */
    public FaultProxy bandwidth(int bytes) {
        bytesPerSecond = positive(bytes);
        return this;
    }

    /**
     * Passes everything on in small pieces.
     *
     * @param bytes the size of a piece
     * @param pause how long to wait between two; with zero the receiver may read several together
     */
    public FaultProxy slice(int bytes, Duration pause) {
        sliceBytes = positive(bytes);
        slicePauseNanos = pause.toNanos();
        return this;
    }

    /**
     * Closes each connection when that many bytes have gone this way, counted from its beginning.
     */
    public FaultProxy limit(Direction direction, long bytes) {
        switch (direction) {
            case TO_SERVER -> toServerLimit = bytes;
            case TO_CLIENT -> toClientLimit = bytes;
        }
        return this;
    }

    /** Tells an end that much later than it came: the other side goes on talking to nobody meanwhile. */
    public FaultProxy slowClose(Duration delay) {
        closeDelayNanos = delay.toNanos();
        return this;
    }

    /** Lets nothing through, no ends and on new connections too; nobody is told. What came meanwhile passes when healed. */
    public FaultProxy blackHole() {
        blackHole = true;
        return this;
    }

    /** Ends all faults that last. */
    public FaultProxy heal() {
        latency(Duration.ZERO, Duration.ZERO);
        bandwidth(Integer.MAX_VALUE);
        slice(Integer.MAX_VALUE, Duration.ZERO);
        limit(Direction.TO_SERVER, Long.MAX_VALUE);
        limit(Direction.TO_CLIENT, Long.MAX_VALUE);
        slowClose(Duration.ZERO);
        blackHole = false;
        links.forEach(Link::wake);
        return this;
    }

    // ---- faults that happen once ----

    /** Breaks every connection off: both sides are sent a reset, and what was on its way is lost. */
    public FaultProxy reset() {
        links.forEach(Link::reset);
        return this;
    }

    /** Ends one direction of every connection, as if its sender had; what the sender still says goes nowhere. */
    public FaultProxy halfClose(Direction direction) {
        links.forEach(link -> link.opened(direction).end());
        return this;
    }

    /** Puts bytes between those of the sender, on every connection, wherever it happens to be. */
    public FaultProxy garbage(Direction direction, byte... bytes) {
        links.forEach(link -> link.opened(direction).inject(bytes));
        return this;
    }

    /** Resets all connections, listens no more, and waits for its threads. */
    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reset();
        boolean interrupted = false;
        // The first is the one that accepts: once it has ended, no other begins.
        for (Thread thread = threads.peek(); thread != null; thread = threads.peek()) {
            try {
                thread.join(END_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            threads.remove(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static int positive(int number) {
        if (number <= 0) {
            throw new IllegalArgumentException("must be more than 0: " + number);
        }
        return number;
    }

    private void acceptAll() {
        while (!closed) {
            try {
                Socket client = listener.accept();
                accepted.incrementAndGet();
                open(client);
            } catch (IOException e) {
                // Closed, or a client that has gone before it was accepted.
            }
        }
    }

    private void open(Socket client) {
        Socket server = new Socket();
        Link link = new Link(client, server);
        links.add(link);
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(target);
            link.open = true;
            link.wake();
            link.toServer.start("up");
            link.toClient.start("down");
        } catch (IOException e) {
            link.reset(); // nobody listens there
        }
        if (closed) {
            link.reset();
        }
    }

    private void start(String name, Runnable task) {
        Thread thread = new Thread(task, "fault-proxy-" + port() + "-" + name);
        thread.setDaemon(true);
        threads.removeIf(other -> other.getState() == Thread.State.TERMINATED);
        threads.add(thread);
        thread.start();
    }

    /** A connection of a client and the one to the server that goes with it. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private final Way toServer;
        private final Way toClient;
        private final AtomicInteger ends = new AtomicInteger();
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private volatile boolean open;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
            toServer = new Way(this, client, server, Direction.TO_SERVER);
            toClient = new Way(this, server, client, Direction.TO_CLIENT);
        }

        /** The way, once the connection to the server is there: the server may know of it before this side does. */
        Way opened(Direction direction) {
            await(() -> open, 0);
            return direction == Direction.TO_SERVER ? toServer : toClient;
        }

        /** One way has come to its end and told so. */
        void ended() {
            if (ends.incrementAndGet() == 2) {
                close();
            }
        }

        void reset() {
            for (Socket socket : List.of(client, server)) {
                try {
                    socket.setSoLinger(true, 0);
                } catch (IOException e) {
                    // It has been closed already.
                }
            }
            close();
        }

        void close() {
            links.remove(this);
            for (Socket socket : List.of(client, server)) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // Closed is closed.
                }
            }
            wake();
        }

        boolean isClosed() {
            return client.isClosed();
        }

        /** Waits that long, unless the connection ends before. */
        void pause(long nanos) {
            if (nanos > 0) {
                await(() -> false, nanos);
            }
        }

        /** @param nanos how long at most, 0 for ever */
        void await(BooleanSupplier holds, long nanos) {
            long end = System.nanoTime() + nanos;
            lock.lock();
            try {
                while (!holds.getAsBoolean() && !isClosed()) {
                    if (nanos == 0) {
                        changed.awaitUninterruptibly();
                    } else {
                        long left = end - System.nanoTime();
                        if (left <= 0) {
                            return;
                        }
                        changed.awaitNanos(left);
                    }
                }
            } catch (InterruptedException e) {
                reset(); // nobody interrupts these threads but to end them
            } finally {
                lock.unlock();
            }
        }

        void wake() {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Bytes that were read together, and when they are due; none at the end. */
    private static final class Chunk {
        private final byte[] bytes;
        private final long dueNanos;

        Chunk(byte[] bytes, long dueNanos) {
            this.bytes = bytes;
            this.dueNanos = dueNanos;
        }
    }

    /** One direction of a connection: a thread reads ahead, another writes what is due. */
    private final class Way {
        private final Link link;
        private final Socket from;
        private final Socket to;
        private final Direction direction;
        private final ReentrantLock writing = new ReentrantLock();
        private final Queue<Chunk> held = new ConcurrentLinkedQueue<>();
        private final AtomicInteger count = new AtomicInteger();
        private volatile boolean ended;
        private long passed;

        Way(Link link, Socket from, Socket to, Direction direction) {
            this.link = link;
            this.from = from;
            this.to = to;
            this.direction = direction;
        }

        void start(String name) {
            FaultProxy.this.start(name + "-read", this::readAll);
            FaultProxy.this.start(name + "-write", this::writeAll);
        }

        private void readAll() {
            byte[] buffer = new byte[READ_BYTES];
            long lastDue = System.nanoTime();
            try {
                int length = 0;
                while (length >= 0) {
                    length = from.getInputStream().read(buffer);
                    long due = System.nanoTime()
                            + latencyNanos
                            + ThreadLocalRandom.current().nextLong(jitterNanos + 1)
                            + (length < 0 ? closeDelayNanos : 0);
                    lastDue = Math.max(due, lastDue);
                    hold(new Chunk(length < 0 ? new byte[0] : Arrays.copyOf(buffer, length), lastDue));
                }
            } catch (IOException e) {
                link.await(() -> !blackHole, 0);
                link.reset(); // so did the sender, or it was done here
            }
        }

        private void hold(Chunk chunk) {
            link.await(() -> count.get() < MAX_HELD_CHUNKS, 0);
            held.add(chunk);
            count.incrementAndGet();
            link.wake();
        }

        private void writeAll() {
            try {
                while (!link.isClosed()) {
                    link.await(() -> !held.isEmpty(), 0);
                    Chunk chunk = held.peek();
                    if (chunk != null) {
                        link.pause(chunk.dueNanos - System.nanoTime());
                        if (chunk.bytes.length == 0) {
                            link.await(() -> !blackHole, 0);
                            end();
                            return;
                        }
                        write(chunk.bytes);
                        held.poll();
                        count.decrementAndGet();
                        link.wake();
                    }
                }
            } catch (IOException e) {
                link.reset();
            }
        }

        private void write(byte[] bytes) throws IOException {
            int from = 0;
            while (from < bytes.length && !link.isClosed()) {
                link.await(() -> !blackHole, 0);
                long allowed = Math.max(0, (direction == Direction.TO_SERVER ? toServerLimit : toClientLimit) - passed);
                int perTurn = Math.max(1, bytesPerSecond / TURNS_PER_SECOND);
                int length = (int) Math.min(Math.min(bytes.length - from, allowed), Math.min(sliceBytes, perTurn));
                put(bytes, from, length);
                from += length;
                passed += length;
                if (length == allowed) {
                    link.close();
                    return;
                }
                link.pause(slicePauseNanos
                        + (bytesPerSecond == Integer.MAX_VALUE ? 0 : 1_000_000_000L * length / bytesPerSecond));
            }
        }

        private void put(byte[] bytes, int from, int length) throws IOException {
            writing.lock();
            try {
                if (!ended) {
                    OutputStream out = to.getOutputStream();
                    out.write(bytes, from, length);
                    out.flush();
                }
            } finally {
                writing.unlock();
            }
        }

        void inject(byte[] bytes) {
            try {
                put(bytes, 0, bytes.length);
            } catch (IOException e) {
                link.reset();
            }
        }

        /** Tells the receiver that nothing more comes. */
        void end() {
            writing.lock();
            try {
                if (!ended) {
                    ended = true;
                    to.shutdownOutput();
                    link.ended();
                }
            } catch (IOException e) {
                link.reset();
            } finally {
                writing.unlock();
            }
        }
    }
}
