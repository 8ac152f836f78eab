// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The pauses between attempts: each is random between the shortest and three times the one before, up to the longest. */
final class Backoff {

    private final long min;
    private final long max;
    private long last;

    Backoff(Duration min, Duration max) {
        this.min = min.toMillis();
        this.max = max.toMillis();
        this.last = this.min;
    }

    /** The next pause, in milliseconds. */
    long next() {
        long bound = Math.min(max, last * 3);
        last = bound <= min ? min : ThreadLocalRandom.current().nextLong(min, bound + 1);
        return last;
    }

    /** After a success the first pause is short again. */
    void reset() {
        last = min;
    }
}
