// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An {@link EventQueue} with bounds, a policy for what is beyond them, and the accounts: what was offered is delivered, dropped or
 * waits. What a listener's task has taken out and not begun with still waits, and counts. Guarded by its subscription's lock, but for
 * {@link #delivered} and the two methods that say otherwise.
 */
final class BoundedQueue {

    /** What a task takes at once is this part of what may wait, so that there is something left to drop. */
    private static final int CHUNK_PART = 256;

    private final int maxEvents;
    private final long maxBytes;
    private final OverflowPolicy policy;
    private final EventQueue queue = new EventQueue();
    private long taken;
    /** The bytes of the last chunk: they count until the next one is taken. */
    private long chunkBytes;

    private long dropped;
    private final AtomicLong delivered = new AtomicLong();

    BoundedQueue(SubscriptionOptions options) {
        maxEvents = options.maxEvents();
        maxBytes = options.maxBytes();
        policy = options.overflow();
    }

    /** How many events {@link #take} takes, at most. */
    int chunk() {
        return Math.min(EventBatch.MAX, Math.max(1, maxEvents / CHUNK_PART));
    }

    // ---- accounts

    /** The events that left for the listener. From any thread. */
    long delivered() {
        return delivered.get();
    }

    long dropped() {
        return dropped;
    }

    /** The events that wait here or in the task's hand. */
    int waiting() {
        return (int) (queue.events() + taken - delivered.get());
    }

    boolean isHalfEmpty() {
        return waiting() <= maxEvents / 2 && queue.bytes() + chunkBytes <= maxBytes / 2;
    }

    // ---- in

    /**
     * Takes in the events there is room for, up to the first that has none.
     *
     * @return where that one is
     */
    int offer(@Nullable Object[] events, int[] sizes, int from, int to) {
        int room = maxEvents - waiting();
        long bytes = maxBytes - queue.bytes() - chunkBytes;
        int at = from;
        while (at < to && room > 0 && sizes[at] <= bytes) {
            bytes -= sizes[at++];
            room--;
        }
        if (at == from && at < to && waiting() == 0) {
            at++; // larger than the whole queue: never else would there be room
        }
        queue.add(events, sizes, from, at);
        return at;
    }

    /**
     * Deals with events for which there is no room.
     *
     * @return false if the subscription is to end
     */
    boolean overflow(@Nullable Object[] events, int[] sizes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (offer(events, sizes, at, at + 1) > at) {
                continue;
            }
            switch (policy) {
                case DROP_OLDEST -> {
                    do {
                        if (queue.events() == 0) {
                            queue.add(events, sizes, at, at + 1); // all room is in the task's hand
                            break;
                        }
                        queue.dropOldest();
                        dropped++;
                    } while (offer(events, sizes, at, at + 1) == at);
                }
                case DROP_NEWEST -> {
                    queue.missing();
                    dropped++;
                }
                case CLOSE -> {
                    dropped++;
                    return false;
                }
            }
        }
        return true;
    }

    void gap(AmiGap gap) {
        queue.gap(gap);
    }

    // ---- out

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Whether there are events to take. */
    boolean hasEvents() {
        return queue.events() > 0;
    }

    boolean hasNotice() {
        return queue.hasNotice();
    }

    EventQueue.@Nullable Notice takeNotice() {
        return queue.takeNotice();
    }

    /**
     * Takes the next events out; the last chunk must be dealt with. The first is counted as delivered at once, since it does not wait; the
     * task counts the others as it comes to them.
     */
    int take(@Nullable Object[] into, long max) {
        long before = queue.bytes();
        int n = queue.take(into, (int) Math.min(chunk(), max), Math.max(1, maxBytes / CHUNK_PART));
        chunkBytes = n <= 1 ? 0 : before - queue.bytes();
        taken += n;
        if (n > 0) {
            countDelivered(1);
        }
        return n;
    }

    /** By the task, without the lock. */
    void countDelivered(int n) {
        delivered.lazySet(delivered.get() + n); // there is one writer
    }

    /** Lets go of everything. */
    void clear() {
        queue.clear();
    }
}
