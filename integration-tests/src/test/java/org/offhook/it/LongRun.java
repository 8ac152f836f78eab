// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.time.Duration;
import java.util.Random;

/** How long a scene goes on: shortly in the suite, {@code -Dlong.minutes=N} when {@code run-long} asks for more. */
final class LongRun {
    private final Duration length;
    private final long seed;
    private final long begin = System.nanoTime();

    private LongRun(Duration length, long seed) {
        this.length = length;
        this.seed = seed;
    }

    /** @param inTheSuite how long when nobody asks */
    static LongRun of(Duration inTheSuite) {
        Long minutes = Long.getLong("long.minutes");
        return new LongRun(
                minutes == null ? inTheSuite : Duration.ofMinutes(minutes),
                Long.getLong("long.seed", System.nanoTime() & 0xFFFFFF));
    }

    boolean isLong() {
        return Long.getLong("long.minutes") != null;
    }

    Duration length() {
        return length;
    }

    boolean isOver() {
        return System.nanoTime() - begin > length.toNanos();
    }

    /** Says what its seed is, so that a run can be repeated. */
    Random random() {
        System.out.println("seed: -Dlong.seed=" + seed);
        return new Random(seed);
    }

    /** The line that {@code run-long} looks for. */
    void result(String name, AsteriskUnderTest asterisk, String text) {
        System.out.printf(
                "RESULT %s, Asterisk %s, JDK %s, %s s: %s%n",
                name, asterisk.version(), Runtime.version().feature(), length.toSeconds(), text);
    }
}
