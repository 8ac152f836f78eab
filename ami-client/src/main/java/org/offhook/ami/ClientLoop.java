// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import io.netty.channel.EventLoop;
import java.security.SecureRandom;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.spi.AmiActionSink;
import org.offhook.ami.spi.AmiEventSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state machine of a client: attempts, pauses, one connection at a time, the end. Everything happens on one loop, but for what says
 * otherwise; {@link AmiClient} draws it.
 */
final class ClientLoop {

    private static final Logger LOG = LoggerFactory.getLogger(AmiClient.class);
    private static final long LOGOFF_NANOS = TimeUnit.SECONDS.toNanos(1);

    final AmiClientOptions options;
    final EventDispatcher dispatcher;
    final Callbacks callbacks;
    final Economy economy;
    final Outbox outbox;
    final Counters counters = new Counters();
    /** What is being done before an attempt, off the loop, by one attempt at a time; null when nothing is. */
    final AtomicReference<@Nullable String> preparing = new AtomicReference<>();

    final String idPrefix = prefix();

    private final EventLoop loop;
    private final Queue<Runnable> urgent = new ConcurrentLinkedQueue<>();
    private final AtomicLong ids = new AtomicLong();
    private final CopyOnWriteArrayList<Consumer<? super AmiStateChange>> stateListeners = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Consumer<AmiState>> loopListeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> firstOutcome = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Backoff backoff;

    private volatile AmiState state = AmiState.CONNECTING;
    private volatile @Nullable AmiServer server;
    private volatile @Nullable AmiException lastFailure;
    private @Nullable AmiConnection connection;
    private boolean firstIsLast;
    private boolean closing;
    private boolean announcedLoss;
    private boolean shutdownSeen;
    private long connectedAt;

    private @Nullable Attempt attempt;

    ClientLoop(AmiClientOptions options, EventLoop loop, Executor executor) {
        this.options = options;
        this.loop = loop;
        this.callbacks = new Callbacks(executor);
        this.dispatcher = new EventDispatcher(options.name, executor, options.userEvents, this::selectionsChanged);
        this.backoff = new Backoff(options.reconnectMin, options.reconnectMax);
        this.economy = new Economy(this);
        this.outbox = new Outbox(this, loop, options.maxPending);
    }

    // ---- any thread

    /**
     * Begins.
     *
     * @param once whether a first attempt that fails is the last
     */
    void start(boolean once) {
        onLoop(() -> {
            firstIsLast = once;
            loop.scheduleWithFixedDelay(dispatcher::watch, 1, 1, TimeUnit.SECONDS);
            attempt();
        });
    }

    /**
     * Runs this on the loop; after the client's end, not at all.
     *
     * @return whether it runs
     */
    boolean onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
            return true;
        }
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.trace("the loop has ended", e);
            return false;
        }
    }

    /** Runs this on the loop, before any action is written that is sent after this call. */
    void urgent(Runnable task) {
        urgent.add(task);
        onLoop(this::runUrgent);
    }

    /** On the loop. */
    void runUrgent() {
        for (Runnable task = urgent.poll(); task != null; task = urgent.poll()) {
            task.run();
        }
    }

    AmiState state() {
        return state;
    }

    @Nullable
    AmiServer server() {
        return server;
    }

    /** Why it is not ready, in words. */
    String why() {
        AmiException failure = lastFailure;
        return state + (failure == null ? "" : ": " + failure.getMessage());
    }

    @Nullable
    AmiException lastFailure() {
        return lastFailure;
    }

    /** Completes when the first attempt has ended: ready, or with its failure. */
    CompletableFuture<Void> firstOutcome() {
        return firstOutcome;
    }

    /** Completes when the client is closed and nothing of it is left to do on the loop. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    /** The server, as messages name it. */
    String where() {
        String address = options.host + ":" + options.port;
        return options.name.equals(address) ? address : options.name + " (" + address + ")";
    }

    long nextId() {
        return ids.getAndIncrement();
    }

    String wireId(long id) {
        return idPrefix + Long.toString(id, 36);
    }

    AmiStatistics statistics() {
        return new AmiStatistics(
                counters.events.get(),
                dispatcher.dropped(),
                counters.actions.get(),
                outbox.pending(),
                counters.late.get(),
                counters.unsolicited.get(),
                counters.connections.get(),
                counters.bytesRead.get());
    }

    AmiRegistration onStateChange(Consumer<? super AmiStateChange> listener) {
        stateListeners.add(listener);
        return () -> stateListeners.remove(listener);
    }

    /** Tells the state there is now and each that follows, on the loop. */
    AmiRegistration onStateChangeAtOnce(Consumer<AmiState> listener) {
        loopListeners.add(listener);
        listener.accept(state);
        return () -> loopListeners.remove(listener);
    }

    AmiRegistration attach(AmiEventSink sink) {
        AtomicBoolean detached = new AtomicBoolean();
        AtomicReference<@Nullable AmiRegistration> attached = new AtomicReference<>();
        urgent(() -> {
            AmiRegistration registration = dispatcher.attach(sink);
            attached.set(registration);
            if (detached.get()) {
                registration.close();
            } else if (state == AmiState.READY) {
                sink.ready();
            }
        });
        return () -> {
            detached.set(true);
            AmiRegistration registration = attached.get();
            if (registration != null) {
                registration.close();
            }
        };
    }

    /** Nobody waits for this any more. */
    void cancel(PendingAction action) {
        if (outbox.remove(action)) { // not on the loop, which would write it first
            action.settle();
            return;
        }
        onLoop(() -> {
            if (connection != null) {
                connection.forget(action);
            }
        });
    }

    // ---- the loop

    /** The connection there is; null without one. */
    @Nullable
    AmiConnection connection() {
        return connection;
    }

    void state(AmiState to, String reason, @Nullable AmiException failure) {
        AmiState from = state;
        if (from == to || (from.isFinal() && to != AmiState.CLOSED)) {
            return;
        }
        state = to;
        AmiStateChange change = new AmiStateChange(from, to, reason, failure);
        LOG.debug("{}: {}", options.name, change);
        for (Consumer<AmiState> listener : loopListeners) {
            listener.accept(to);
        }
        for (Consumer<? super AmiStateChange> listener : stateListeners) {
            callbacks.execute(() -> listener.accept(change));
        }
    }

    private void attempt() {
        if (closing) {
            return;
        }
        state(AmiState.CONNECTING, "connecting to " + where(), null);
        attempt = new Attempt(this, loop);
        attempt.start();
    }

    /** This is the connection now. */
    void connecting(AmiConnection next) {
        connection = next;
    }

    /** No address led to a login, or the connection has just gone. */
    void attemptFailed(AmiConnectException failure) {
        lastFailure = failure;
        if (closing) {
            finishClosing();
            return;
        }
        boolean first = !firstOutcome.isDone();
        if (failure instanceof AmiLoginException) {
            LOG.error("{}; not trying again", failure.getMessage());
            state(AmiState.REFUSED, String.valueOf(failure.getMessage()), failure);
            dispatcher.close(failure);
        } else if (!options.reconnect || (first && firstIsLast)) {
            state(AmiState.CLOSED, String.valueOf(failure.getMessage()), failure);
            firstOutcome.completeExceptionally(failure);
            beginClosing();
            return;
        } else {
            long pause = backoff.next();
            if (first || !announcedLoss) {
                announcedLoss = true;
                LOG.warn("{}; trying again, the first time in {} ms", failure.getMessage(), pause);
            } else {
                LOG.debug("{}; trying again in {} ms", failure.getMessage(), pause);
            }
            state(AmiState.WAITING, failure.getMessage() + "; next attempt in " + pause + " ms", failure);
            loop.schedule(this::attempt, pause, TimeUnit.MILLISECONDS);
        }
        firstOutcome.completeExceptionally(failure);
    }

    /** A connection is over, or has never been one. What it had pending has ended already. */
    void connectionEnded(AmiConnection ended, AmiConnectException why) {
        if (connection != ended) {
            return;
        }
        connection = null;
        shutdownSeen |= ended.sawShutdown();
        if (ended.isReady()) {
            dispatcher.down();
            endAttempt();
            attemptFailed(why);
        } else if (attempt != null) {
            attempt.failed(why);
        }
        outbox.refuseAll();
    }

    /** Everything is known and set but the events, which are still switched off. */
    void beforeEvents(AmiServer now, OptionalLong uptime) {
        AmiServer before = server;
        server = now;
        if (before != null) {
            // Asterisk tells its start to the second only, and can be up again within one; then its uptime tells.
            boolean restarted = shutdownSeen
                    || Handshake.startedAfter(uptime, connectedAt)
                    || (before.started() != null
                            && now.started() != null
                            && !before.started().equals(now.started()));
            dispatcher.gap(new AmiGap(AmiGap.Reason.RECONNECTED, -1, restarted));
        }
        shutdownSeen = false;
        connectedAt = System.nanoTime();
    }

    void connectionReady(AmiConnection ready) {
        if (connection != ready || closing) {
            return;
        }
        backoff.reset();
        announcedLoss = false;
        lastFailure = null;
        endAttempt();
        AmiServer now = server;
        LOG.info(
                "{}: ready, Asterisk {}",
                options.name,
                now == null ? "" : now.version().orElse("of unknown version"));
        Counters.add(counters.connections, 1);
        state(AmiState.READY, "ready", null);
        dispatcher.ready();
        firstOutcome.complete(null);
    }

    private void selectionsChanged() {
        economy.changed();
    }

    // ---- the end

    /** Begins the end; {@link #closed} says when it is reached. From any thread, any number of times. */
    void close() {
        onLoop(this::beginClosing);
    }

    private void beginClosing() {
        if (closing) {
            return;
        }
        closing = true;
        state(AmiState.CLOSED, "closed", null);
        outbox.refuseAll();
        if (attempt != null) {
            attempt.end();
        }
        AmiConnection last = connection;
        if (last == null) {
            finishClosing();
            return;
        }
        last.table().endAll(PendingAction::closed);
        if (last.isReady() && last.isOpen()) {
            last.ask(RawAction.of("Logoff"), LOGOFF_NANOS, new AmiActionSink() {
                @Override
                public void response(AmiResponse response) {
                    last.close();
                }

                @Override
                public void failed(AmiException failure) {
                    last.close();
                }
            });
        } else {
            last.close();
        }
        loop.schedule(this::finishClosing, 2 * LOGOFF_NANOS, TimeUnit.NANOSECONDS);
    }

    private void finishClosing() {
        if (closed.isDone()) {
            return;
        }
        if (connection != null && connection.isReady()) {
            dispatcher.down(); // it has not closed in time
        }
        connection = null;
        endAttempt();
        firstOutcome.completeExceptionally(new AmiClosedException("the client was closed before it was ready", false));
        dispatcher.close(new AmiClosedException("the client was closed", false));
        outbox.refuseAll();
        closed.complete(null);
    }

    private void endAttempt() {
        if (attempt != null) {
            attempt.end();
            attempt = null;
        }
    }

    private static String prefix() {
        long random = new SecureRandom().nextLong() & 0x3fff_ffffL; // six digits to base 36 at most
        return "o" + Long.toString(random, 36) + "-";
    }
}
