// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitBudgetTest {

    private static final long MILLIS = 1_000_000;
    private static final long SECOND = 1_000 * MILLIS;

    private final WaitBudget budget = new WaitBudget(7 * SECOND);

    @Test
    void allowsTwentyFiveMillisecondsAtOnce() {
        assertThat(budget.available(7 * SECOND)).isEqualTo(25 * MILLIS);
        assertThat(budget.available(700 * SECOND)).isEqualTo(25 * MILLIS);
    }

    @Test
    void whatIsSpentIsGoneForEverybody() {
        budget.spend(7 * SECOND, 7 * SECOND + 20 * MILLIS);
        assertThat(budget.available(7 * SECOND + 20 * MILLIS)).isEqualTo(5 * MILLIS);
        budget.spend(7 * SECOND + 20 * MILLIS, 7 * SECOND + 26 * MILLIS);
        assertThat(budget.available(7 * SECOND + 26 * MILLIS)).isZero();
    }

    @Test
    void comesBackFourTimesAsFastAsTimeGoesBy() {
        long empty = 7 * SECOND + 25 * MILLIS;
        budget.spend(7 * SECOND, empty);

        assertThat(budget.available(empty + MILLIS)).isEqualTo(4 * MILLIS);
        assertThat(budget.available(empty + 5 * MILLIS)).isEqualTo(20 * MILLIS);
        assertThat(budget.available(empty + 7 * MILLIS)).isEqualTo(25 * MILLIS);
        assertThat(budget.available(empty + 10 * SECOND)).isEqualTo(25 * MILLIS);
    }

    @Test
    void comesBackThoughItIsLookedAtAllTheTime() {
        long now = 7 * SECOND + 25 * MILLIS;
        budget.spend(7 * SECOND, now);
        for (int i = 0; i < 1_000; i++) {
            now += 5_003;
            budget.available(now);
        }

        assertThat(budget.available(now)).isEqualTo(4 * 1_000 * 5_003);
    }
}
