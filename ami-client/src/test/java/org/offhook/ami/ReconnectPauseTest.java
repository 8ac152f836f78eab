// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The pauses between attempts: random, growing, within bounds. */
class ReconnectPauseTest {

    @Property(tries = 300)
    void everyPauseIsWithinItsBoundsAndAtMostThreeTimesTheOneBefore(
            @ForAll @IntRange(min = 1, max = 5_000) int min, @ForAll @IntRange(min = 0, max = 60_000) int more) {
        int max = min + more;
        Backoff backoff = new Backoff(Duration.ofMillis(min), Duration.ofMillis(max));
        long last = min;
        for (int i = 0; i < 50; i++) {
            long pause = backoff.next();
            assertThat(pause).isBetween((long) min, Math.min(max, 3 * last));
            last = pause;
        }
        backoff.reset();
        assertThat(backoff.next()).isBetween((long) min, Math.min(max, 3L * min));
    }

    @Property(tries = 5)
    void manyClientsDoNotComeAtOnce() {
        Set<Long> pauses = new HashSet<>();
        long longest = 0;
        for (int client = 0; client < 100; client++) {
            Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30));
            long pause = 0;
            for (int i = 0; i < 20; i++) {
                pause = backoff.next();
                longest = Math.max(longest, pause);
            }
            pauses.add(pause);
        }
        assertThat(pauses).hasSizeGreaterThan(60);
        assertThat(longest).isBetween(20_000L, 30_000L);
    }
}
