// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/** Keeps one complaint from filling the log: it passes the first time, then once a minute. Used by one thread at a time. */
final class LogLimit {

    static final long INTERVAL_NANOS = 60_000_000_000L;

    private long last;
    private long times;

    /** Whether to log it now. */
    boolean pass(long now) {
        times++;
        if (times > 1 && now - last < INTERVAL_NANOS) {
            return false;
        }
        last = now;
        return true;
    }

    /** How often it happened. */
    long times() {
        return times;
    }

    boolean isFirst() {
        return times == 1;
    }
}
