// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.action.OriginateAction;
import org.offhook.ami.internal.Printable;
import org.offhook.ami.spi.AmiActionSink;
import org.offhook.ami.spi.AmiEventSink;

/**
 * One connection to the manager interface of one Asterisk, kept up: after a lost link it connects again, for ever.
 *
 * <pre>{@code
 * try (AmiClient client = AmiClient.connect(AmiClientOptions.builder("127.0.0.1", "me", "secret").build())) {
 *     client.subscribe(HangupEvent.class, hangup -> System.out.println(hangup.channel().name()));
 *     client.request(RawAction.of("Ping"));
 * }
 * }</pre>
 *
 * <pre>{@code
 *                    +-------------------------------- WAITING <-------------------------------+
 *                    | pause is over                      ^                                    |
 *                    v            no connection, no AMI,  |  shutting down, connection lost    | connection lost
 *  start ------> CONNECTING ------------------------------+----------+                         |
 *                    | TCP, TLS, banner                              |                         |
 *                    v                                               |                         |
 *               AUTHENTICATING --------------------------------------+                         |
 *                    | login accepted        \ login refused         |                         |
 *                    v                        v                      |                         |
 *                PREPARING                 REFUSED (final)           |                         |
 *                    | started fully, mask, filters, gap notice      |                         |
 *                    v                                               |                         |
 *                  READY --------------------------------------------+-------------------------+
 *
 *  close() leads from anywhere to CLOSED (final); so does a lost connection under withoutReconnect().
 * }</pre>
 *
 * <p><b>Actions</b> run at most once: nothing is ever sent a second time. Each ends in one outcome: its result; {@link AmiErrorException} when Asterisk
 * refused it; {@link AmiTimeoutException}; {@link AmiConnectionLostException}, whose {@code written()} says whether it may have run; {@link
 * AmiClosedException}; or the future's own cancellation. While the client is not ready, an action fails at once.
 *
 * <p><b>Events</b> reach each subscription in the order of the wire, through a queue of its own. A slow listener loses events of
 * its own only, exactly counted and announced ({@link AmiGap}); so does everybody when the connection was lost.
 *
 * <p><b>Threads:</b> listeners and callbacks run on virtual threads where Java has them, or the executor given. Futures complete one after
 * another; a callback that blocks holds up the futures after it, but neither events nor {@code request}. Everything here is safe for any
 * thread, listeners too.
 */
public final class AmiClient implements AutoCloseable {

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final AmiClientOptions options;
    private final Executor executor;
    private final ClientLoop loop;
    private final EventDispatcher dispatcher;

    private final OriginateTracker originates;

    private AmiClient(AmiClientOptions options) {
        this.options = options;
        EventLoopGroup group = EventLoops.create();
        ListenerThreads own = new ListenerThreads();
        this.executor = options.executor == null ? own : options.executor;
        this.loop = new ClientLoop(options, group.next(), executor);
        this.dispatcher = loop.dispatcher;
        this.originates =
                new OriginateTracker(action -> send(action), this::attach, loop.callbacks, OriginateTracker.MARGIN);
        loop.closed().whenComplete((nothing, never) -> {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            own.close();
        });
    }

    /**
     * Connects, and waits until the client is ready.
     *
     * @throws AmiConnectException when the first attempt fails, as {@link AmiLoginException} when the login is refused; the client
     *     is closed then
     */
    public static AmiClient connect(AmiClientOptions options) {
        AmiClient client = new AmiClient(options);
        client.loop.start(true);
        try {
            client.await(client.loop.firstOutcome(), Duration.ofDays(365));
            return client;
        } catch (RuntimeException | Error e) {
            client.close();
            throw e;
        }
    }

    /** Begins to connect and returns at once; a first attempt that fails is followed by others, as after a lost connection. */
    public static AmiClient start(AmiClientOptions options) {
        AmiClient client = new AmiClient(options);
        client.loop.start(false);
        return client;
    }

    /** Its name: {@link AmiClientOptions#name()}. */
    public String name() {
        return options.name();
    }

    /** Where it is now. */
    public AmiState state() {
        return loop.state();
    }

    /** What is known of the server since the last login; null before the first. */
    public @Nullable AmiServer server() {
        return loop.server();
    }

    /** Counters since the client was made. */
    public AmiStatistics statistics() {
        return loop.statistics();
    }

    /** Tells of changes of state, in order, in turn with the futures. */
    public AmiRegistration onStateChange(Consumer<? super AmiStateChange> listener) {
        return loop.onStateChange(listener);
    }

    /**
     * Waits until the client is ready.
     *
     * @return whether it is, within this time
     * @throws AmiException why it will never be: the login was refused, or the client is closed
     */
    public boolean awaitReady(Duration timeout) {
        refuseLoop();
        CompletableFuture<AmiState> reached = new CompletableFuture<>();
        AmiRegistration watch = loop.onStateChangeAtOnce(state -> {
            if (state == AmiState.READY || state.isFinal()) {
                reached.complete(state);
            }
        });
        try {
            AmiState state = reached.get(nanos(timeout), TimeUnit.NANOSECONDS);
            if (state.isFinal()) {
                AmiException failure = loop.lastFailure();
                throw state == AmiState.REFUSED && failure != null
                        ? new AmiLoginException(String.valueOf(failure.getMessage()))
                        : new AmiClosedException(name() + " is " + loop.why(), false);
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AmiInterruptedException("interrupted while waiting for " + name() + " to be ready");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            watch.close();
        }
    }

    // ---- actions

    /**
     * Sends an action.
     *
     * @return its one outcome, on the callback executor. Cancelling drops the wait only: what Asterisk does is not undone
     * @throws IllegalArgumentException when it cannot be sent as it is: see {@link AmiAction#headers()}
     */
    public <R> CompletableFuture<R> send(AmiAction<R> action) {
        return send(action, options.actionTimeout, null);
    }

    /**
     * The same with a time of its own.
     *
     * @param timeout for the answer, and for each next event of a list
     */
    public <R> CompletableFuture<R> send(AmiAction<R> action, Duration timeout) {
        return send(action, timeout, null);
    }

    /**
     * Sends an action that answers with a list, and hands on the list's events as they come instead of collecting them.
     *
     * @param timeout for the answer, and for each next event of the list
     * @param items gets each event but the one that ends the list, in order and in turn with the futures; null to collect them
     */
    public <R> CompletableFuture<R> send(
            AmiAction<R> action, Duration timeout, @Nullable Consumer<? super AmiEvent> items) {
        ActionFuture<R> future = new ActionFuture<>(action, loop);
        future.submit(pending(action, timeout, items, future));
        return future;
    }

    /**
     * Sends an action and waits for its result.
     *
     * @throws AmiException its outcome, if it is not a result; with this thread's stack trace. {@link AmiInterruptedException} when the
     *     thread is interrupted: the action may run all the same
     * @throws IllegalArgumentException when it cannot be sent as it is: see {@link AmiAction#headers()}
     * @throws IllegalStateException on a connection's loop, which must not wait
     */
    public <R> R request(AmiAction<R> action) {
        return request(action, options.actionTimeout);
    }

    /**
     * The same with a time of its own.
     *
     * @param timeout for the answer, and for each next event of a list
     */
    public <R> R request(AmiAction<R> action, Duration timeout) {
        refuseLoop();
        Waiting waiting = new Waiting();
        PendingAction pending = pending(action, timeout, null, waiting);
        loop.outbox.submit(pending);
        try {
            return ActionFuture.result(
                    action,
                    await(
                            waiting.answer,
                            Duration.ofNanos(nanos(timeout))
                                    .plus(options.listTimeout)
                                    .plusSeconds(60)));
        } catch (AmiInterruptedException e) {
            loop.cancel(pending);
            throw e;
        }
    }

    /**
     * Sends an action whose outcome is taken on the connection's loop; for libraries, which have bounds of their own: it is not subject to {@link
     * AmiClientOptions.Builder#maxPendingActions}.
     *
     * @param outcome called once
     * @throws IllegalArgumentException when it cannot be sent as it is: see {@link AmiAction#headers()}
     */
    public void send(AmiAction<?> action, AmiActionSink outcome) {
        loop.outbox.submit(pending(action, options.actionTimeout, null, outcome), Integer.MAX_VALUE);
    }

    /** The answer goes to the waiting thread straight from the loop. */
    private static final class Waiting implements AmiActionSink {

        final CompletableFuture<AmiResponse> answer = new CompletableFuture<>();

        @Override
        public void response(AmiResponse response) {
            answer.complete(response);
        }

        @Override
        public void failed(AmiException failure) {
            answer.completeExceptionally(failure);
        }
    }

    private PendingAction pending(
            AmiAction<?> action, Duration timeout, @Nullable Consumer<? super AmiEvent> items, AmiActionSink outcome) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("no time for an answer: " + timeout);
        }
        long id = loop.nextId();
        return new PendingAction(
                id, loop.wireId(id), action, nanos(timeout), nanos(options.listTimeout), items, outcome);
    }

    private static long nanos(Duration time) {
        return time.compareTo(Duration.ofDays(365)) > 0 ? Duration.ofDays(365).toNanos() : time.toNanos();
    }

    private <T> T await(CompletableFuture<T> outcome, Duration atMost) {
        refuseLoop();
        try {
            return outcome.get(nanos(atMost), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AmiException failure) {
                failure.fillInStackTrace(); // it is this caller's alone: show where the caller was
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AmiInterruptedException("interrupted while waiting; what was asked may be done all the same");
        } catch (TimeoutException e) {
            throw new IllegalStateException(name() + " did not say how this ended: a loop that is blocked?", e);
        }
    }

    private static void refuseLoop() {
        if (EventLoops.isLoop()) {
            throw new IllegalStateException("a connection's loop must not wait: use send(...) here");
        }
    }

    /**
     * Places a call and follows it: what it gives knows how far the call is, what becomes of it, and can give it up. The event class {@code call} is needed
     * under {@code read=} for that.
     *
     * @throws IllegalArgumentException when it cannot be sent as it is, or a call with its channel id is being placed already
     */
    public OriginateCall originate(OriginateAction action) {
        return originates.place(action);
    }

    /**
     * Asks Asterisk what this user may do, so that what is missing in manager.conf shows at the start of a program and not in
     * the middle of a call.
     *
     * @throws AmiException when Asterisk does not say
     */
    public AmiPermissions checkPermissions() {
        return AmiPermissions.check(this, options.username);
    }

    // ---- events

    /**
     * Subscribes to the events of a type, with the default options.
     *
     * @param listener called for one event at a time, in order, on a thread that may wait
     */
    public <E extends AmiEvent> AmiSubscription subscribe(Class<E> type, Consumer<? super E> listener) {
        return subscribe(EventSelection.of(type), SubscriptionOptions.defaults(), listener);
    }

    /** Subscribes to a selection of events, with the default options. */
    public <E extends AmiEvent> AmiSubscription subscribe(EventSelection<E> selection, Consumer<? super E> listener) {
        return subscribe(selection, SubscriptionOptions.defaults(), listener);
    }

    /** Subscribes to a selection of events. */
    public <E extends AmiEvent> AmiSubscription subscribe(
            EventSelection<E> selection, SubscriptionOptions options, Consumer<? super E> listener) {
        return dispatcher.subscribe(selection, options, listener);
    }

    /**
     * Subscribes to the user events of a name as a type of yours.
     *
     * @param userEvent the name in the dialplan's {@code UserEvent(name,...)}; case does not count
     * @param type makes your type of the event, on the listener's thread; one that throws counts as a listener that throws
     */
    public <T> AmiSubscription subscribeUserEvent(
            String userEvent, Function<? super AmiEvent, ? extends T> type, Consumer<? super T> listener) {
        SubscriptionOptions options = SubscriptionOptions.defaults().name("UserEvent " + Printable.of(userEvent, 60));
        return subscribeUserEvent(userEvent, type, options, listener);
    }

    /** The same with options. */
    public <T> AmiSubscription subscribeUserEvent(
            String userEvent,
            Function<? super AmiEvent, ? extends T> type,
            SubscriptionOptions options,
            Consumer<? super T> listener) {
        EventSelection<AmiEvent> named = EventSelection.named("UserEvent")
                .where(event -> event.headers().find("UserEvent").orElse("").equalsIgnoreCase(userEvent));
        return dispatcher.subscribe(named, options, event -> listener.accept(type.apply(event)));
    }

    /**
     * The events as a publisher: each of its subscribers has a queue of its own, filled from when it subscribes. Gaps go to the options' {@code onGap};
     * {@code onEnd} is not called: the end is {@code onComplete} when the client is closed, else {@code onError}.
     */
    public <E extends AmiEvent> Flow.Publisher<E> publisher(EventSelection<E> selection, SubscriptionOptions options) {
        return dispatcher.publisher(selection, options);
    }

    /**
     * Attaches a tap to the connection's loop, in turn with what happens there: an action sent after this call has it in place before its answer. It is
     * told when the client is ready already.
     */
    public AmiRegistration attach(AmiEventSink sink) {
        return loop.attach(sink);
    }

    /** Where listeners run. */
    Executor executor() {
        return executor;
    }

    // ---- the end

    /**
     * Logs off, ends every action with {@link AmiClosedException} and every subscription, and closes the connection. Waits until
     * that is done, a few seconds at most; not on a connection's loop. Any number of times, from any thread.
     */
    @Override
    public void close() {
        loop.close();
        if (EventLoops.isLoop()) {
            return;
        }
        try {
            loop.closed().get(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it closes all the same
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(name() + " did not close", e);
        }
    }

    /** Its name and state. */
    @Override
    public String toString() {
        return "AmiClient[" + name() + ", " + state() + "]";
    }
}
