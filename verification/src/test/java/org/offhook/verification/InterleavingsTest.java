// SPDX-License-Identifier: Apache-2.0
package org.offhook.verification;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.offhook.verification.Interleavings.expect;
import static org.offhook.verification.Interleavings.together;

import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What the models rest on: an order in which a count is lost is found, both ways. */
class InterleavingsTest {

    private static final class Count {
        private volatile int number;

        void add() {
            int before = number;
            number = before + 1;
        }
    }

    private static void twoCount() {
        Count count = new Count();
        together(count::add, count::add);
        expect(count.number == 2, () -> "one is lost");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_21)
    void lincheckFindsWhatIsLost() {
        assertThatThrownBy(() -> Lincheck.runConcurrentTest(100, InterleavingsTest::twoCount))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("one is lost");
    }

    @Test
    void soDoesChance() {
        assertThatThrownBy(() -> Interleavings.byChance(InterleavingsTest::twoCount))
                .isInstanceOf(AssertionError.class)
                .hasMessage("one is lost");
    }
}
