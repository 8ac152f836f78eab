// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.agi.spi.AgiEnvironmentParser;
import org.offhook.agi.spi.AgiRuntime;
import org.offhook.agi.spi.AgiSession;
import org.offhook.agi.spi.ScriptExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves calls that reach {@code AGI(agi://host:4573/script)} in the dialplan.
 *
 * <pre>{@code
 * AgiRouter router = AgiRouter.builder()
 *         .script("/hello", (request, channel) -> {
 *             channel.answer();
 *             channel.streamFile("hello-world", "");
 *         })
 *         .build();
 * FastAgiServer server = FastAgiServer.builder(router).host("0.0.0.0").start();
 * }</pre>
 *
 * Several servers can run in one JVM. Thread-safe.
 */
public final class FastAgiServer implements AutoCloseable {

    /** The port of FastAGI. */
    public static final int DEFAULT_PORT = 4573;

    static final String TRANSPORT = "FastAGI";

    private static final Logger LOG = LoggerFactory.getLogger(FastAgiServer.class);
    private static final Duration LAST_LINES = Duration.ofMillis(2500);
    static final int MAX_LINGERING = 1000;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    /** Whether a server takes calls. */
    public enum State {
        /** It takes calls, unless it is full. */
        RUNNING,
        /** It takes no new calls and waits for those it has. */
        DRAINING,
        /** It is over. */
        CLOSED
    }

    /**
     * How a server stands.
     *
     * @param state whether it takes calls
     * @param port where it listens
     * @param listening whether the socket is open; not while draining, nor while full with {@link OverloadPolicy#REFUSE}
     * @param activeCalls calls with a place now, from the connection to the end of their script
     * @param maxCalls how many may have one
     * @param totalCalls scripts started
     * @param refusedCalls calls turned away because the server was full or draining, and those a script or filter refused
     * @param failedCalls calls whose script failed or was cut
     * @param rejectedConnections connections that were not calls: not allowed, nonsense, or too slow
     * @param uptime since the start
     */
    public record Health(
            State state,
            int port,
            boolean listening,
            int activeCalls,
            int maxCalls,
            long totalCalls,
            long refusedCalls,
            long failedCalls,
            long rejectedConnections,
            Duration uptime) {}

    final FastAgiServerBuilder options;
    final AgiRuntime runtime;

    private final ScriptExecutor executor;
    private final EventLoopGroup loops;
    private final Listener listener;
    private final long startedNanos = System.nanoTime();

    private volatile State state = State.RUNNING;
    private final Set<FastAgiConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lingering = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition emptied = lock.newCondition();
    private final LongAdder total = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    FastAgiServer(AgiRouter router, FastAgiServerBuilder options) {
        this.options = options;
        SslContext tls = options.tls == null ? null : options.tls.load();
        executor = new ScriptExecutor(options.maxCalls, this::placeIsFree);
        runtime = AgiRuntime.builder(router, executor)
                .outcomeVariable(options.outcomeVariable)
                .interruptOnHangup(options.interruptOnHangup)
                .scriptDeadline(options.scriptDeadline)
                .listeners(List.copyOf(options.listeners))
                .build();
        loops = EventLoops.create(options.ioThreads);
        listener = new Listener(
                new InetSocketAddress(options.host, options.port), loops, new Connections(tls), options.keepAlive);
    }

    /**
     * Begins a server.
     *
     * @param router finds the script of a call
     */
    public static FastAgiServerBuilder builder(AgiRouter router) {
        return new FastAgiServerBuilder(router);
    }

    FastAgiServer start() {
        try {
            listener.open();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        LOG.info("FastAGI server on {}, for {} calls at once", listener.address(), options.maxCalls);
        return this;
    }

    /** The port it listens on; the real one when the builder was given 0. */
    public int port() {
        return listener.address().getPort();
    }

    /** How many calls have a place now, from the connection to the end of their script. */
    public int activeCalls() {
        return executor.activeCalls();
    }

    /** How the server stands now. */
    public Health health() {
        return new Health(
                state,
                port(),
                listener.isOpen(),
                executor.activeCalls(),
                executor.maxCalls(),
                total.sum(),
                refused.sum(),
                failed.sum(),
                rejected.sum(),
                Duration.ofNanos(System.nanoTime() - startedNanos));
    }

    /**
     * Takes no more calls, waits for those it has, and cuts the rest: their scripts are interrupted and {@code AGISTATUS}
     * becomes {@code FAILURE}. New connections are refused from the first moment, so that {@code hagi://} moves on. Call
     * {@link #close()} afterwards.
     *
     * @param patience how long to wait for calls; zero cuts them at once
     * @return how many calls were cut
     */
    public int drain(Duration patience) {
        if (advance(State.DRAINING) == State.CLOSED) {
            return 0;
        }
        listener.close();
        awaitEmpty(patience);
        int cut = executor.activeCalls();
        if (cut > 0) {
            LOG.info("cutting {} calls that did not end within {}", cut, patience);
        }
        connections.forEach(connection -> connection.cut("the server is shutting down"));
        awaitLastLines();
        return cut;
    }

    /** Cuts all calls and ends. Can be called more than once and from any thread, also from a script. */
    @Override
    public void close() {
        drain(Duration.ZERO);
        if (advance(State.CLOSED) == State.CLOSED) {
            return;
        }
        executor.close(CLOSE_PATIENCE);
        runtime.close();
        loops.shutdownGracefully(0, CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(2 * CLOSE_PATIENCE.toMillis());
    }

    @Override
    public String toString() {
        return "FastAgiServer[" + listener.address() + ", " + state + "]";
    }

    /** Moves on to a later state; returns what it was. */
    private State advance(State next) {
        lock.lock();
        try {
            State before = state;
            if (next.compareTo(before) > 0) {
                state = next;
            }
            return before;
        } finally {
            lock.unlock();
        }
    }

    private void awaitEmpty(Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (left > 0 && (executor.activeCalls() > 0 || !connections.isEmpty())) {
                left = emptied.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever waits wants to go on: cut what is left
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all calls were told, even if this thread is interrupted: it may be that of a script that was just cut. */
    private void awaitLastLines() {
        boolean interrupted = false;
        long end = System.nanoTime() + LAST_LINES.toNanos();
        lock.lock();
        try {
            long left;
            while ((left = end - System.nanoTime()) > 0
                    && (!connections.isEmpty() || (!interrupted && executor.activeCalls() > 0))) {
                try {
                    emptied.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            lock.unlock();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void signal() {
        if (state != State.RUNNING) {
            lock.lock();
            try {
                emptied.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    // ---- what connections call ----

    AgiEnvironmentParser newEnvironmentParser() {
        return new AgiEnvironmentParser(
                options.maxEnvironmentLines, options.maxEnvironmentLineBytes, options.maxEnvironmentBytes);
    }

    boolean isProxy(@Nullable InetSocketAddress remote) {
        return remote != null && options.proxies.contains(remote.getAddress());
    }

    boolean isAllowed(@Nullable InetSocketAddress remote) {
        return options.allowed == null || (remote != null && options.allowed.contains(remote.getAddress()));
    }

    boolean tryReserve() {
        if (state != State.RUNNING || !executor.tryReserve()) {
            return false;
        }
        if (options.overloadPolicy == OverloadPolicy.REFUSE && executor.activeCalls() >= executor.maxCalls()) {
            listener.suspend();
            resumeIfRoom(); // all calls may have ended just before, and nobody else would look again
        }
        return true;
    }

    String fullReason() {
        return state == State.RUNNING ? executor.maxCalls() + " calls at once already" : "shutting down";
    }

    void releaseReserved() {
        executor.release();
    }

    private void placeIsFree() {
        resumeIfRoom();
        signal();
    }

    private void resumeIfRoom() {
        if (options.overloadPolicy == OverloadPolicy.REFUSE
                && state == State.RUNNING
                && executor.activeCalls() <= executor.maxCalls() * 9L / 10) {
            listener.resume();
        }
    }

    void opened(FastAgiConnection connection) {
        connections.add(connection);
    }

    /**
     * Whether one more connection that was told {@code failure} may wait for its peer to close: a flood of those who never do must not take up all
     * descriptors. {@link #lingered} follows if so.
     */
    boolean mayLinger() {
        if (lingering.incrementAndGet() <= MAX_LINGERING) {
            return true;
        }
        lingering.decrementAndGet();
        return false;
    }

    void lingered() {
        lingering.decrementAndGet();
    }

    int openConnections() {
        return connections.size();
    }

    void closed(FastAgiConnection connection) {
        connections.remove(connection);
        signal();
    }

    void started(AgiSession session) {
        total.increment();
        executor.start(session);
    }

    void ended(AgiOutcome outcome) {
        switch (outcome) {
            case REFUSED -> refused.increment();
            case FAILED -> failed.increment();
            case DONE -> {}
        }
    }

    void refused() {
        refused.increment();
    }

    void rejected() {
        rejected.increment();
    }

    private final class Connections extends ChannelInitializer<Channel> {
        private final @Nullable SslContext tls;

        Connections(@Nullable SslContext tls) {
            this.tls = tls;
        }

        @Override
        protected void initChannel(Channel channel) {
            ChannelPipeline pipeline = channel.pipeline();
            FastAgiConnection connection = new FastAgiConnection(FastAgiServer.this);
            if (isProxy((InetSocketAddress) channel.remoteAddress())) {
                pipeline.addLast(new NoBareClose(connection), new HAProxyMessageDecoder());
            }
            if (tls != null) {
                pipeline.addLast(new PlainCallGuard(connection), tls.newHandler(channel.alloc()));
            }
            pipeline.addLast(connection);
        }
    }

    /** Netty's decoder closes on a bad header. Asterisk would take that for success: the connection says failure first. */
    private static final class NoBareClose extends ChannelOutboundHandlerAdapter {
        private final FastAgiConnection connection;

        NoBareClose(FastAgiConnection connection) {
            this.connection = connection;
        }

        @Override
        public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
            if (connection.isHandshaking()) {
                promise.cancel(false);
            } else {
                ctx.close(promise);
            }
        }
    }
}
