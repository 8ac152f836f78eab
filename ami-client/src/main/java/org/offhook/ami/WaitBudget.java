// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/**
 * How long a connection's loop may wait for slow listeners, all subscriptions together: 25 ms at a time, and at most four fifths of the
 * time. Asterisk gives up on a reader that takes nothing for 100 ms once the sockets' buffers are full, so many slow listeners must
 * not add up to that: after 25 ms in all, the loop has read for 6 ms before it waits as long again. A listener that is a little
 * slower than the reader at full speed slows it down this way and loses nothing. Used on the loop only.
 */
final class WaitBudget {

    /** The longest wait. */
    static final long MAX_NANOS = 25_000_000;

    /** What each nanosecond that goes by gives back. */
    private static final long EARNED = 4;

    private long left = MAX_NANOS;
    private long seen;

    WaitBudget(long now) {
        seen = now;
    }

    /** How long the loop may wait now; 0 for not at all. */
    long available(long now) {
        long gone = Math.min(now - seen, MAX_NANOS); // more would not count
        left = Math.min(MAX_NANOS, left + gone * EARNED);
        seen = now;
        return left;
    }

    /** The loop has waited from then to now. */
    void spend(long from, long now) {
        left = Math.max(0, left - (now - from));
        seen = now; // nothing is earned while waiting
    }
}
