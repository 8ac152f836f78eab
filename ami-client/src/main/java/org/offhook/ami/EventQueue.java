// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import org.jspecify.annotations.Nullable;

/**
 * What waits for one listener: events in wire order with their sizes, and notices in the places where events are missing. Never two
 * notices without an event between them: they become one. A ring that grows as it needs to, without an object per event. Not
 * thread-safe: {@link QueuedSubscription} guards it.
 */
final class EventQueue {

    private static final int SMALLEST = 64;

    /** Events are missing here: so many were dropped, then perhaps the connection was lost. */
    static final class Notice {

        private long dropped;
        private @Nullable AmiGap gap;

        long dropped() {
            return dropped;
        }

        @Nullable
        AmiGap gap() {
            return gap;
        }

        private void add(AmiGap other) {
            gap = gap == null ? other : new AmiGap(other.reason(), -1, gap.restarted() || other.restarted());
        }

        private void add(Notice other) {
            dropped += other.dropped;
            if (other.gap != null) {
                add(other.gap);
            }
        }
    }

    private @Nullable Object[] items = new @Nullable Object[SMALLEST];
    private int[] sizes = new int[SMALLEST];
    private int head;
    private int count;

    private int events;
    private long bytes;
    /** How many of the items are notices. */
    private int notices;
    /** The notice before the first item, if there is one; an item that is a notice has an event before it. */
    private @Nullable Notice first;
    /** The most items since the ring was empty last. */
    private int peak;

    /** How many events wait. */
    int events() {
        return events;
    }

    /** How many bytes the waiting events have. */
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return count == 0 && first == null;
    }

    /** Whether a notice comes next. */
    boolean hasNotice() {
        return first != null || (count > 0 && items[head] instanceof Notice);
    }

    /** How many items it could hold without growing. */
    int capacity() {
        return items.length;
    }

    /** Puts these events at the end. Arrays of objects, since a copy into an array of events would check each one's class. */
    void add(@Nullable Object[] added, int[] addedSizes, int from, int to) {
        int n = to - from;
        grow(n);
        int tail = index(count);
        int straight = Math.min(n, items.length - tail);
        System.arraycopy(added, from, items, tail, straight);
        System.arraycopy(addedSizes, from, sizes, tail, straight);
        System.arraycopy(added, from + straight, items, 0, n - straight);
        System.arraycopy(addedSizes, from + straight, sizes, 0, n - straight);
        for (int i = from; i < to; i++) {
            bytes += addedSizes[i];
        }
        count += n;
        events += n;
        peak = Math.max(peak, count);
    }

    /** Drops the event that waits longest; there must be one. */
    void dropOldest() {
        if (first == null) {
            first = new Notice();
        }
        joinNotices(first);
        bytes -= sizes[head];
        pop();
        events--;
        first.dropped++;
        joinNotices(first); // it may be all that stood between two notices
    }

    /** One event is missing at the end. */
    void missing() {
        last().dropped++;
    }

    /** Events are missing at the end because the connection was lost. */
    void gap(AmiGap gap) {
        last().add(gap);
    }

    /** Takes the notice that comes before the next event; null where there is none. */
    @Nullable
    Notice takeNotice() {
        Notice notice = first;
        if (notice != null) {
            first = null;
        } else if (count > 0 && items[head] instanceof Notice next) {
            notice = next;
            pop();
            notices--;
        }
        shrinkIfEmpty();
        return notice;
    }

    /**
     * Takes the next events, up to the next notice. Call {@link #takeNotice} before.
     *
     * @param into where they go, from its start
     * @param maxBytes no further event once this many bytes were taken
     * @return how many; 0 only when none waits or none is wanted
     */
    int take(@Nullable Object[] into, int max, long maxBytes) {
        int limit = Math.min(max, Math.min(into.length, count));
        long taken = 0;
        int n = 0;
        while (n < limit && taken < maxBytes) {
            int at = index(n);
            if (notices > 0 && items[at] instanceof Notice) {
                break;
            }
            taken += sizes[at];
            n++;
        }
        int straight = Math.min(n, items.length - head);
        System.arraycopy(items, head, into, 0, straight);
        System.arraycopy(items, 0, into, straight, n - straight);
        for (int i = 0; i < n; i++) {
            items[index(i)] = null;
        }
        head = index(n);
        count -= n;
        events -= n;
        bytes -= taken;
        shrinkIfEmpty();
        return n;
    }

    /** Lets go of everything. */
    void clear() {
        items = new @Nullable Object[SMALLEST];
        sizes = new int[SMALLEST];
        head = 0;
        count = 0;
        events = 0;
        bytes = 0;
        notices = 0;
        first = null;
        peak = 0;
    }

    /** The notice at the end, made if there is none. */
    private Notice last() {
        if (count == 0) {
            if (first == null) {
                first = new Notice();
            }
            return first;
        }
        if (items[index(count - 1)] instanceof Notice notice) {
            return notice;
        }
        Notice notice = new Notice();
        grow(1);
        items[index(count)] = notice;
        sizes[index(count)] = 0;
        count++;
        notices++;
        return notice;
    }

    private void joinNotices(Notice into) {
        while (count > 0 && items[head] instanceof Notice next) {
            into.add(next);
            pop();
            notices--;
        }
    }

    private void pop() {
        items[head] = null;
        head = index(1);
        count--;
    }

    private int index(int offset) {
        return (head + offset) & (items.length - 1); // the length is a power of two
    }

    private void grow(int more) {
        int length = items.length;
        while (length < count + more) {
            length <<= 1;
        }
        if (length > items.length) {
            resize(length);
        }
    }

    /** After a burst the ring gets smaller by half each time it is emptied, unless it is used again. */
    private void shrinkIfEmpty() {
        if (count == 0) {
            if (peak < items.length / 4 && items.length > SMALLEST) {
                resize(items.length / 2);
            }
            peak = 0;
        }
    }

    private void resize(int length) {
        @Nullable Object[] newItems = new @Nullable Object[length];
        int[] newSizes = new int[length];
        int straight = Math.min(count, items.length - head);
        System.arraycopy(items, head, newItems, 0, straight);
        System.arraycopy(items, 0, newItems, straight, count - straight);
        System.arraycopy(sizes, head, newSizes, 0, straight);
        System.arraycopy(sizes, 0, newSizes, straight, count - straight);
        items = newItems;
        sizes = newSizes;
        head = 0;
    }
}
