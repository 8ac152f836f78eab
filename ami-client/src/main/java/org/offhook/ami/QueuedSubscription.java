// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.internal.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue and the task that empties it. The loop puts events in by {@link #offer}; the {@link ListenerTask} gives them to an
 * {@link EventReceiver} on the executor. There is one task at most, and none while nothing can be given.
 *
 * <pre>
 *          end(why)            queue empty
 *   OPEN ------------> ENDING -------------> ENDED     (the receiver's last call is end)
 *     |                   |
 *     +----- close() -----+----------------> CLOSED    (no further call; what waits is dropped)
 * </pre>
 */
final class QueuedSubscription implements AmiSubscription {

    private static final Logger LOG = LoggerFactory.getLogger(AmiSubscription.class);

    private enum State {
        OPEN,
        ENDING,
        ENDED,
        CLOSED
    }

    /** Makes what a subscription gives its events to. */
    interface ReceiverFactory {
        EventReceiver create(QueuedSubscription subscription);
    }

    private final String name;
    private final String logName;
    private final EventSelection<?> selection;
    private final SubscriptionOptions options;
    private final SubscriptionContext context;
    private final ListenerTask task;
    private final TaskStarter starter;

    // ---- guarded by the lock
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final BoundedQueue queue;
    private volatile State state = State.OPEN;
    private @Nullable Throwable why;
    private EventQueue.@Nullable Notice notice;
    /** Whether there is a task, running or about to. */
    private boolean running;
    /** Whether the receiver was told that it begins. */
    private boolean begun;
    /** How many events the receiver asks for; {@link Long#MAX_VALUE} for any number. */
    private long demand;
    /** Whether the loop may wait for room: once, and again when half of the queue is empty. */
    private boolean mayWait = true;

    private boolean loopWaits;

    // ---- the loop's
    private final LogLimit dropLog = new LogLimit();
    private final LogLimit stuckLog = new LogLimit();

    /**
     * @param demand how many events are wanted to begin with
     */
    QueuedSubscription(
            EventSelection<?> selection,
            SubscriptionOptions options,
            long demand,
            ReceiverFactory receiver,
            SubscriptionContext context) {
        this.name = options.name().isEmpty() ? selection.toString() : options.name();
        this.logName = Printable.of(context.client(), 100) + ": " + Printable.of(name, 100);
        this.selection = selection;
        this.options = options;
        this.demand = demand;
        this.context = context;
        this.queue = new BoundedQueue(options);
        this.task = new ListenerTask(this, queue, context, receiver);
        this.starter = new TaskStarter(context.executor(), this::run, logName);
    }

    @Override
    public String name() {
        return name;
    }

    /** The client's name and its own, fit for logs. */
    String logName() {
        return logName;
    }

    EventSelection<?> selection() {
        return selection;
    }

    SubscriptionOptions options() {
        return options;
    }

    @Override
    public long delivered() {
        return queue.delivered();
    }

    @Override
    public long dropped() {
        lock.lock();
        try {
            return queue.dropped();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int queued() {
        lock.lock();
        try {
            return task.isDiscarded() ? 0 : queue.waiting();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isActive() {
        return state == State.OPEN;
    }

    @Override
    public String toString() {
        return name;
    }

    // ---- the loop

    /** Takes events, of which some or all may be dropped. */
    void offer(@Nullable Object[] events, int[] sizes, int n) {
        boolean overflown = false;
        for (int at = 0; at < n; ) {
            boolean start;
            lock.lock();
            try {
                if (state != State.OPEN) {
                    return;
                }
                boolean halfEmpty = queue.isHalfEmpty();
                int fit = queue.offer(events, sizes, at, n);
                mayWait |=
                        halfEmpty && fit > at; // not for one event too large for the other half, which would never end
                at = fit;
                start = claimTask();
                if (at < n && !start && !awaitRoom()) {
                    overflow(events, sizes, at, n);
                    at = n;
                    overflown = true;
                    start = claimTask();
                }
            } finally {
                lock.unlock();
            }
            if (start) {
                startTask();
            }
        }
        if (overflown) {
            long now = context.clock().getAsLong();
            if (dropLog.pass(now)) {
                LOG.warn("{}: its listener is too slow, {} events were dropped so far", logName, dropped());
            }
            watch(now);
            if (state == State.ENDING) {
                context.onClosed().accept(this);
            }
        }
    }

    /** Events are missing here, after all that was offered. */
    void gap(AmiGap gap) {
        update(() -> {
            if (state == State.OPEN) {
                queue.gap(gap);
            }
        });
    }

    /** Ends it after what waits; without effect once it has ended or is about to. */
    void end(Throwable reason) {
        update(() -> {
            if (state == State.OPEN) {
                state = State.ENDING;
                why = reason;
            }
        });
    }

    /** Names a listener that does not come back. */
    void watch(long now) {
        long inCall = task.inCallFor(now);
        if (inCall > ListenerTask.SLOW_NANOS && stuckLog.pass(now)) {
            LOG.warn("{}: its listener has been in one call for {} ms", logName, inCall / 1_000_000);
        }
    }

    // ---- any thread

    /** Starts the task if there is something to tell: to begin with, that it begins. */
    void begin() {
        update(() -> {});
    }

    /** So many events more are wanted, at least 1. */
    void request(long n) {
        update(() -> demand = demand + n < 0 ? Long.MAX_VALUE : demand + n);
    }

    /** Ends it now: what waits is dropped. */
    void fail(Throwable reason) {
        update(() -> {
            if (state == State.OPEN || state == State.ENDING) {
                discard();
                state = State.ENDING;
                why = reason;
            }
        });
        context.onClosed().accept(this);
    }

    @Override
    public void close() {
        update(() -> {
            if (state == State.OPEN || state == State.ENDING) {
                discard();
                state = State.CLOSED;
            }
        });
        context.onClosed().accept(this);
    }

    // ---- with the lock

    private void update(Runnable change) {
        boolean start;
        lock.lock();
        try {
            change.run();
            start = claimTask();
        } finally {
            lock.unlock();
        }
        if (start) {
            startTask();
        }
    }

    private void discard() {
        task.discard();
        queue.clear();
        room.signal();
    }

    /** Whether a task is to be started, by the caller, who must do so without the lock. */
    private boolean claimTask() {
        if (running || !hasWork()) {
            return false;
        }
        running = true;
        return true;
    }

    private boolean hasWork() {
        if (state == State.CLOSED || state == State.ENDED) {
            return false;
        }
        return !begun
                || queue.hasNotice()
                || (queue.hasEvents() && demand > 0)
                || (state == State.ENDING && queue.isEmpty());
    }

    /**
     * Waits for half of the queue to be empty, a short time, if this may be.
     *
     * @return whether it waited
     */
    private boolean awaitRoom() {
        if (!mayWait || !running) {
            return false;
        }
        mayWait = false;
        long from = context.clock().getAsLong();
        long left = context.waits().available(from);
        if (left == 0) {
            return false;
        }
        loopWaits = true;
        try {
            while (left > 0 && state == State.OPEN && running && !queue.isHalfEmpty()) {
                left = room.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // somebody ends the loop
        } finally {
            loopWaits = false;
            context.waits().spend(from, context.clock().getAsLong());
        }
        return true;
    }

    private void overflow(@Nullable Object[] events, int[] sizes, int from, int to) {
        long before = queue.dropped();
        if (!queue.overflow(events, sizes, from, to)) {
            state = State.ENDING;
            why = new AmiOverflowException(logName + ": its listener is too slow, " + queue.waiting()
                    + " events wait and there is no room for more");
        }
        context.dropped().add(queue.dropped() - before);
    }

    // ---- the task

    private void startTask() {
        if (!starter.start()) {
            lock.lock();
            try {
                running = false; // the next event tries again
            } finally {
                lock.unlock();
            }
        }
    }

    private void run() {
        boolean done = false;
        try {
            done = task.drain();
        } finally {
            if (!done) {
                startTask();
            }
        }
    }

    /**
     * What the task does next. It must come back until there is nothing.
     *
     * @param accepted how many events count against the demand since the last time
     */
    ListenerTask.Next next(long accepted) {
        lock.lock();
        try {
            if (demand != Long.MAX_VALUE) {
                demand -= accepted;
            }
            ListenerTask.Next next = choose();
            running = next != ListenerTask.Next.NOTHING && next != ListenerTask.Next.END;
            if (loopWaits && (queue.isHalfEmpty() || !running)) {
                room.signal();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private ListenerTask.Next choose() {
        if (state == State.CLOSED || state == State.ENDED) {
            return ListenerTask.Next.NOTHING;
        }
        if (!begun) {
            begun = true;
            return ListenerTask.Next.BEGIN;
        }
        notice = queue.takeNotice();
        if (notice != null) {
            return ListenerTask.Next.NOTICE;
        }
        if (task.take(demand)) {
            return ListenerTask.Next.EVENTS;
        }
        if (state == State.ENDING && queue.isEmpty()) {
            state = State.ENDED;
            return ListenerTask.Next.END;
        }
        return ListenerTask.Next.NOTHING;
    }

    /** What {@link #next} found missing; for the task alone. */
    EventQueue.Notice notice() {
        return Objects.requireNonNull(notice);
    }

    /** Why it ends; for the task alone, at the end. */
    Throwable why() {
        return Objects.requireNonNull(why);
    }
}
