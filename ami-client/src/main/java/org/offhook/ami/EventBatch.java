// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the loop has collected for one subscription and not handed over yet. Used on the loop only, and an object of its own, so that
 * what the loop writes for each event shares no cache line with what the listener's thread uses.
 */
final class EventBatch {

    /** How many events are handed over at once, at most. */
    static final int MAX = 256;

    private final QueuedSubscription subscription;
    private @Nullable Object[] events = new @Nullable Object[8];
    private int[] sizes = new int[8];
    private int count;

    EventBatch(QueuedSubscription subscription) {
        this.subscription = subscription;
    }

    QueuedSubscription subscription() {
        return subscription;
    }

    /**
     * Adds one.
     *
     * @return whether it is the first since the last {@link #flush}
     */
    boolean add(AmiEvent event, int size) {
        int n = count;
        if (n == events.length) {
            events = Arrays.copyOf(events, n * 2);
            sizes = Arrays.copyOf(sizes, n * 2);
        }
        events[n] = event;
        sizes[n] = size;
        count = n + 1;
        if (count == MAX) {
            flush();
        }
        return n == 0;
    }

    /** Hands over what there is. */
    void flush() {
        int n = count;
        if (n > 0) {
            count = 0;
            subscription.offer(events, sizes, n);
            Arrays.fill(events, 0, n, null);
        }
    }
}
