// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.container;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What becomes of a test class where there is no Asterisk, and of a failing one where there is. */
class RealAsteriskTest {
    private static EngineExecutionResults run(Class<?> testClass, String mode, String required) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("asterisk.mode", mode)
                .configurationParameter("asterisk.required", required)
                .selectors(selectClass(testClass))
                .execute();
    }

    @ParameterizedTest
    @ValueSource(classes = {InTest.class, InConstructor.class, InBeforeEach.class})
    void whereverAnAsteriskIsWantedTheClassIsSkippedWithTheReason(Class<?> testClass) {
        EngineExecutionResults results = run(testClass, "none", "false");

        results.containerEvents()
                .assertThatEvents()
                .haveExactly(1, event(abortedWithReason(message(text -> text.contains("asterisk.mode is none")))));
        assertThat(results.testEvents().started().count()).isZero();
        assertThat(results.allEvents().failed().list()).isEmpty();
    }

    @Test
    void requiredVersionsThatAreMissingFailOneByOne() {
        EngineExecutionResults results = run(InTest.class, "none", "true");

        for (int version : new int[] {16, 22}) {
            results.containerEvents()
                    .assertThatEvents()
                    .haveExactly(
                            1,
                            event(
                                    container(),
                                    finishedWithFailure(message(text -> text.startsWith(
                                            "asterisk.required is set, but there is no Asterisk " + version)))));
        }
        assertThat(results.testEvents().started().count()).isZero();
    }

    @Test
    void aRequiredVersionThatExistsInNoModeFails() {
        EngineExecutionResults results = run(InTest.class, "none", "13");

        assertThat(results.containerEvents().failed().count()).isEqualTo(1);
    }

    // These are not run by themselves, only by the tests above.

    @RealAsterisk
    static class InTest {
        @Test
        void passes(AsteriskUnderTest asterisk) {
            assertThat(asterisk.isRunning()).isTrue();
        }
    }

    @RealAsterisk
    static class InConstructor {
        private final AsteriskUnderTest asterisk;

        InConstructor(AsteriskUnderTest asterisk) {
            this.asterisk = asterisk;
        }

        @Test
        void passes() {
            assertThat(asterisk.isRunning()).isTrue();
        }
    }

    @RealAsterisk
    static class InBeforeEach {
        @BeforeEach
        void begin(AsteriskUnderTest asterisk) {
            assertThat(asterisk.isRunning()).isTrue();
        }

        @Test
        void passes() {}
    }
}
