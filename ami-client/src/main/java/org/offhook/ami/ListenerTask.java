// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a subscription's events to its receiver. Used by one thread at a time, but for the methods that say otherwise. */
final class ListenerTask {

    private static final Logger LOG = LoggerFactory.getLogger(AmiSubscription.class);

    /** A task that has run for so long makes way for others, and goes on as a new task. */
    static final long SLICE_NANOS = 10_000_000;

    /** A call that takes longer is named in the log. */
    static final long SLOW_NANOS = 1_000_000_000;

    private static final long NO_CALL = Long.MIN_VALUE;

    /** What there is to do. */
    enum Next {
        BEGIN,
        NOTICE,
        EVENTS,
        END,
        NOTHING
    }

    private final QueuedSubscription subscription;
    private final BoundedQueue queue;
    private final SubscriptionContext context;
    private final EventReceiver receiver;
    private final LongSupplier clock;
    private final LogLimit slowLog = new LogLimit();

    /** Events that were taken out of the queue, and where the next of them is. */
    private final @Nullable Object[] hand;

    private int handAt;
    private int handEnd;
    /** How many events count against the demand since the subscription was told last. */
    private long accepted;
    /** When the running call of the receiver began. */
    private final AtomicLong callSince = new AtomicLong(NO_CALL);

    private volatile boolean discarded;

    ListenerTask(
            QueuedSubscription subscription,
            BoundedQueue queue,
            SubscriptionContext context,
            QueuedSubscription.ReceiverFactory receiver) {
        this.subscription = subscription;
        this.queue = queue;
        this.context = context;
        this.clock = context.clock();
        this.hand = new @Nullable Object[queue.chunk()];
        this.receiver = receiver.create(subscription);
    }

    // ---- any thread

    /** What is still in the hand is not given any more. */
    void discard() {
        discarded = true;
    }

    boolean isDiscarded() {
        return discarded;
    }

    /** For how long the receiver has been in one call; 0 if it is in none. */
    long inCallFor(long now) {
        long since = callSince.get();
        return since == NO_CALL ? 0 : now - since;
    }

    // ---- the task

    /**
     * Gives what there is.
     *
     * @return whether nothing is left to do; otherwise it has had its time
     */
    boolean drain() {
        long end = clock.getAsLong() + SLICE_NANOS;
        do {
            switch (next()) {
                case BEGIN -> call(receiver::begin);
                case NOTICE -> call(() -> tell(subscription.notice()));
                case EVENTS -> give(end);
                case END -> {
                    call(() -> receiver.end(subscription.why()));
                    return true;
                }
                case NOTHING -> {
                    return true;
                }
            }
        } while (clock.getAsLong() - end < 0);
        return false;
    }

    private Next next() {
        if (handAt < handEnd) {
            if (!discarded) {
                return Next.EVENTS; // the task before this one had no time for them
            }
            Arrays.fill(hand, null);
            handEnd = 0;
        }
        long count = accepted;
        accepted = 0;
        return subscription.next(count);
    }

    /** Takes events out of the queue; with the subscription's lock. */
    boolean take(long max) {
        handAt = 0;
        handEnd = queue.take(hand, max);
        return handEnd > 0;
    }

    private void tell(EventQueue.Notice missing) {
        if (missing.dropped() > 0) {
            receiver.gap(new AmiGap(AmiGap.Reason.OVERFLOW, missing.dropped(), false));
        }
        AmiGap gap = missing.gap();
        if (gap != null && !discarded) {
            receiver.gap(gap);
        }
    }

    private void call(Runnable what) {
        callSince.lazySet(clock.getAsLong());
        what.run();
        callSince.lazySet(NO_CALL);
    }

    /** Gives the events in the hand until the time is over. */
    private void give(long end) {
        int from = handAt;
        long now = clock.getAsLong();
        while (handAt < handEnd && !discarded) {
            int at = handAt++;
            AmiEvent event = (AmiEvent) hand[at];
            hand[at] = null;
            if (at > 0) {
                queue.countDelivered(1); // the first was counted when it was taken
            }
            callSince.lazySet(now);
            if (event != null && receiver.event(event)) {
                accepted++;
            }
            long after = clock.getAsLong();
            if (after - now > SLOW_NANOS && slowLog.pass(after)) {
                LOG.warn("{}: one event took its listener {} ms", subscription.logName(), (after - now) / 1_000_000);
            }
            now = after;
            if (now - end >= 0) {
                break;
            }
        }
        callSince.lazySet(NO_CALL);
        if (handAt == 0) {
            queue.countDelivered(-1); // closed before the first
        }
        context.delivered().add(handAt - from);
    }
}
