// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.internal.Printable;
import org.offhook.ami.spi.AmiEventSink;

/**
 * Takes events from the connection's loop to those who asked for them: to taps at once, to subscriptions through a queue each. An event
 * nobody asked for is not even made.
 */
final class EventDispatcher {

    private final String client;
    private final LongSupplier clock;
    private final Runnable onSelectionsChanged;
    private final SubscriptionContext context;
    private final LongAdder delivered = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    /** Guards the changes of the audience, and the end. */
    private final ReentrantLock lock = new ReentrantLock();

    private volatile EventAudience audience = EventAudience.NONE;
    private @Nullable AmiException closed;

    // ---- the loop's
    private final EventNames names = new EventNames();
    private final UserEventTypes userTypes;
    /** The batches that have something in them. */
    private @Nullable EventBatch[] filled = new @Nullable EventBatch[16];

    private int filledCount;

    /**
     * @param executor where listeners run
     * @param userEvents makes the events for {@code UserEvent}s, by name in lower case
     * @param onSelectionsChanged runs where the change was made, after it; may be the loop
     */
    EventDispatcher(
            String clientName,
            Executor executor,
            Map<String, Function<AmiHeaders, ? extends AmiEvent>> userEvents,
            Runnable onSelectionsChanged) {
        this(clientName, executor, userEvents, onSelectionsChanged, System::nanoTime);
    }

    /** With a clock of nanoseconds. */
    EventDispatcher(
            String clientName,
            Executor executor,
            Map<String, Function<AmiHeaders, ? extends AmiEvent>> userEvents,
            Runnable onSelectionsChanged,
            LongSupplier clock) {
        this.client = clientName;
        this.clock = clock;
        this.onSelectionsChanged = onSelectionsChanged;
        this.userTypes = new UserEventTypes(clientName, userEvents, names);
        this.context = new SubscriptionContext(
                clientName, executor, clock, new WaitBudget(clock.getAsLong()), delivered, dropped, this::remove);
    }

    // ---- any thread

    <E extends AmiEvent> AmiSubscription subscribe(
            EventSelection<E> selection, SubscriptionOptions options, Consumer<? super E> listener) {
        Objects.requireNonNull(listener);
        return add(new QueuedSubscription(
                selection,
                options,
                Long.MAX_VALUE,
                subscription -> new ListenerReceiver<>(subscription, selection, listener, clock),
                context));
    }

    <E extends AmiEvent> Flow.Publisher<E> publisher(EventSelection<E> selection, SubscriptionOptions options) {
        Objects.requireNonNull(selection);
        Objects.requireNonNull(options);
        return subscriber -> {
            Objects.requireNonNull(subscriber);
            add(new QueuedSubscription(
                            selection,
                            options,
                            0,
                            subscription -> new SubscriberReceiver<E>(subscription, selection, subscriber, clock),
                            context))
                    .begin();
        };
    }

    /** Attaches a tap. It learns nothing of the past: neither of earlier events nor that the connection is ready. */
    AmiRegistration attach(AmiEventSink sink) {
        EventAudience.Tap tap = new EventAudience.Tap(
                sink, List.copyOf(sink.selections()), new FailureLog(Printable.of(client, 100) + ": a tap", clock));
        change(before -> before.with(tap));
        return () -> change(before -> before.without(tap));
    }

    /** What is subscribed now; a sink counts as everything, unless it says what it needs. */
    List<EventSelection<?>> selections() {
        EventAudience now = audience;
        List<EventSelection<?>> selections = new ArrayList<>();
        for (EventAudience.Tap tap : now.taps()) {
            selections.addAll(tap.selections());
        }
        for (EventBatch batch : now.batches()) {
            selections.add(batch.subscription().selection());
        }
        return List.copyOf(selections);
    }

    /** What all listeners were given since the beginning, to within what they work on now. */
    long delivered() {
        return delivered.sum();
    }

    /** What all subscriptions have dropped since the beginning. */
    long dropped() {
        return dropped.sum();
    }

    private QueuedSubscription add(QueuedSubscription subscription) {
        EventBatch batch = new EventBatch(subscription);
        change(before -> before.with(batch));
        AmiException why = closedBy();
        if (why != null) {
            subscription.end(why);
        }
        return subscription;
    }

    private void remove(QueuedSubscription subscription) {
        change(before -> before.without(subscription));
    }

    private void change(UnaryOperator<EventAudience> change) {
        lock.lock();
        try {
            EventAudience after = change.apply(audience);
            if (closed != null || after == audience) {
                return;
            }
            audience = after;
        } finally {
            lock.unlock();
        }
        onSelectionsChanged.run();
    }

    private @Nullable AmiException closedBy() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    // ---- the connection's loop only

    /** The event as its type; for list items too. */
    AmiEvent typed(AmiHeaders headers) {
        EventKind kind = names.find(headers);
        AmiEvent event = userTypes.concern(kind) ? userTypes.create(headers) : null;
        return event == null ? kind.create(headers) : event;
    }

    /** One event, to sinks at once and to subscriptions by {@link #endOfBatch} at the latest. */
    void event(AmiHeaders headers) {
        EventAudience now = audience;
        if (now.isEmpty()) {
            return;
        }
        EventKind kind = names.find(headers);
        AmiEvent event = null;
        if (userTypes.concern(kind)) {
            event = userTypes.create(headers);
            kind = event == null ? kind : userTypes.kindOf(event);
        }
        EventAudience.Wanting wanting = now.wanting(kind);
        if (wanting.isNobody()) {
            return;
        }
        if (event == null) {
            event = kind.create(headers);
        }
        for (EventAudience.Tap tap : wanting.taps()) {
            try {
                tap.sink().event(event);
            } catch (Throwable e) {
                tap.failures().failed("event", e);
            }
        }
        for (EventBatch batch : wanting.batches()) {
            if (batch.add(event, headers.byteCount())) {
                noteFilled(batch);
            }
        }
    }

    /** Names listeners that do not come back; to be called now and then. */
    void watch() {
        long now = clock.getAsLong();
        for (EventBatch batch : audience.batches()) {
            batch.subscription().watch(now);
        }
    }

    /** No more events for the moment: what was collected is given away now. */
    void endOfBatch() {
        for (int i = 0; i < filledCount; i++) {
            Objects.requireNonNull(filled[i]).flush();
            filled[i] = null;
        }
        filledCount = 0;
    }

    void gap(AmiGap gap) {
        endOfBatch();
        tellTaps("gap", sink -> sink.gap(gap));
        for (EventBatch batch : audience.batches()) {
            batch.subscription().gap(gap);
        }
    }

    void ready() {
        tellTaps("ready", AmiEventSink::ready);
    }

    void down() {
        tellTaps("down", AmiEventSink::down);
    }

    /** The end: listeners see what waits, then {@code onEnd} or the publisher's completion. */
    void close(AmiException why) {
        endOfBatch();
        EventAudience last;
        lock.lock();
        try {
            if (closed != null) {
                return;
            }
            closed = why;
            last = audience;
            audience = EventAudience.NONE;
        } finally {
            lock.unlock();
        }
        for (EventBatch batch : last.batches()) {
            batch.subscription().end(why);
        }
    }

    private void noteFilled(EventBatch batch) {
        if (filledCount == filled.length) {
            filled = Arrays.copyOf(filled, filledCount * 2);
        }
        filled[filledCount++] = batch;
    }

    private void tellTaps(String what, Consumer<AmiEventSink> call) {
        for (EventAudience.Tap tap : audience.taps()) {
            try {
                call.accept(tap.sink());
            } catch (Throwable e) {
                tap.failures().failed(what, e);
            }
        }
    }
}
