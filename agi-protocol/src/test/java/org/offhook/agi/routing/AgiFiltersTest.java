// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiFilter;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiScript;
import org.offhook.agi.HangupReason;
import org.slf4j.LoggerFactory;

class AgiFiltersTest {

    private static final AgiScript NOTHING = (request, channel) -> {};

    private static void run(AgiFilter filter, String networkScript, AgiScript script) throws Exception {
        filter.filter(Calls.request(networkScript), Calls.channel(false), script);
    }

    @Nested
    class Logging {

        private final Logger logger = (Logger) LoggerFactory.getLogger(AgiFilters.class);
        private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

        @BeforeEach
        void listen() {
            logger.setLevel(Level.INFO);
            appender.start();
            logger.addAppender(appender);
        }

        @AfterEach
        void stopListening() {
            logger.detachAppender(appender);
            logger.setLevel(null);
        }

        private List<String> lines() {
            return appender.list.stream()
                    .map(event ->
                            event.getLevel() + " " + event.getFormattedMessage().replaceAll("\\d+ ms$", "N ms"))
                    .toList();
        }

        private void fail(boolean hungUp, Throwable thrown) {
            AgiScript script = (request, channel) -> {
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (Exception) thrown;
            };
            assertThatThrownBy(() -> AgiFilters.logging().filter(Calls.request("pay"), Calls.channel(hungUp), script))
                    .isSameAs(thrown);
        }

        @Test
        void aCallIsTwoLines() throws Exception {
            run(AgiFilters.logging(), "pay/now?token=s3cret", NOTHING);
            assertThat(lines())
                    .containsExactly(
                            "INFO call PJSIP/alice-00000001 (1795225830.5, script /pay/now) begins",
                            "INFO call PJSIP/alice-00000001 (1795225830.5, script /pay/now) done after N ms");
        }

        @Test
        void theFirstLineComesBeforeTheScript() throws Exception {
            run(
                    AgiFilters.logging(),
                    "pay",
                    (request, channel) -> assertThat(lines()).hasSize(1));
            assertThat(lines()).hasSize(2);
        }

        @Test
        void aHangupIsANormalEnd() {
            AgiHangupException hangup = new AgiHangupException(HangupReason.HANGUP, null);
            fail(true, hangup);
            fail(true, new IllegalStateException("wrapped", hangup));
            fail(true, new InterruptedException());
            assertThat(lines())
                    .filteredOn(line -> line.contains("done (hung up) after"))
                    .hasSize(3);
        }

        @Test
        void anInterruptWithoutAHangupIsAFailure() {
            fail(false, new InterruptedException());
            assertThat(lines()).last().asString().contains("failed (java.lang.InterruptedException) after");
        }

        @Test
        void aRefusalIsLoggedWithItsReasonInPrintableCharacters() {
            fail(false, new AgiRefusedException("no\r\nINFO forged \u001b[31m" + "x".repeat(1000)));
            assertThat(lines())
                    .last()
                    .asString()
                    .contains("refused (no??INFO forged ?[31mxxx")
                    .hasSizeLessThan(400);
        }

        @Test
        void aFailureIsLoggedWithoutItsMessageWhichMayHoldAnything() {
            fail(false, new IllegalStateException("s3cret"));
            fail(false, new StackOverflowError("s3cret"));
            assertThat(lines())
                    .anyMatch(line -> line.contains("failed (java.lang.IllegalStateException) after"))
                    .anyMatch(line -> line.contains("failed (java.lang.StackOverflowError) after"))
                    .noneMatch(line -> line.contains("s3cret"));
        }

        @Test
        void noLineHoldsACallersOrADialplansSecrets() throws Exception {
            run(AgiFilters.logging(), "pay?token=s3cret&pin=1234", NOTHING);
            assertThat(lines())
                    .noneMatch(line -> line.contains("s3cret") || line.contains("1234"))
                    .noneMatch(line -> line.contains("5550100"));
        }
    }

    @Nested
    class Token {

        private void assertLetsThrough(AgiFilter filter, String networkScript) {
            AtomicInteger served = new AtomicInteger();
            assertThatCode(() -> run(filter, networkScript, (request, channel) -> served.incrementAndGet()))
                    .doesNotThrowAnyException();
            assertThat(served).hasValue(1);
        }

        private void assertRefuses(AgiFilter filter, String networkScript) {
            assertThatExceptionOfType(AgiRefusedException.class)
                    .isThrownBy(() -> run(filter, networkScript, (request, channel) -> {
                        throw new AssertionError("the script must not run");
                    }))
                    .withMessage("the token is missing or wrong");
        }

        @ParameterizedTest
        @ValueSource(strings = {"pay?token=s3cret", "pay?x=1&token=s3cret&y", "pay?token=%733cret", "?token=other+one"})
        void aRightTokenPasses(String networkScript) {
            assertLetsThrough(AgiFilters.token("token", "s3cret", "other+one"), networkScript);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "pay",
                    "pay?token",
                    "pay?token=",
                    "pay?token=s3cre",
                    "pay?token=s3cret1",
                    "pay?token=S3cret",
                    "pay?Token=s3cret",
                    "pay?token=s3cret ",
                    "pay?token=s3cret%00",
                    "pay?token=wrong&token=s3cret",
                    "pay/token=s3cret",
                })
        void aMissingAndAWrongTokenAreRefusedInTheSameWords(String networkScript) {
            assertRefuses(AgiFilters.token("token", "s3cret", "other+one"), networkScript);
        }

        @Test
        void aSupplierLetsTokensChange() {
            AtomicReference<List<String>> valid = new AtomicReference<>(List.of("old"));
            AgiFilter filter = AgiFilters.token("t", valid::get);
            assertLetsThrough(filter, "?t=old");
            valid.set(List.of("old", "new"));
            assertLetsThrough(filter, "?t=old");
            assertLetsThrough(filter, "?t=new");
            valid.set(List.of("new"));
            assertRefuses(filter, "?t=old");
            valid.set(List.of());
            assertRefuses(filter, "?t=new");
        }

        @Test
        void anEmptySecretOpensNothing() {
            AgiFilter filter = AgiFilters.token("t", () -> List.of("", "x"));
            assertRefuses(filter, "");
            assertRefuses(filter, "?t=");
            assertLetsThrough(filter, "?t=x");
        }

        @Test
        void aFilterWithoutSecretsOrWithAnEmptyOneIsAMistake() {
            assertThatIllegalArgumentException().isThrownBy(() -> AgiFilters.token("t"));
            assertThatIllegalArgumentException().isThrownBy(() -> AgiFilters.token("t", "x", ""));
        }

        @Test
        void allSecretsAreComparedEvenAfterOneMatched() throws Exception {
            AtomicInteger read = new AtomicInteger();
            List<String> secrets = List.of("a", "b", "c");
            List<String> counted = new AbstractList<>() {
                @Override
                public String get(int index) {
                    read.incrementAndGet();
                    return secrets.get(index);
                }

                @Override
                public int size() {
                    return secrets.size();
                }
            };
            run(AgiFilters.token("t", () -> counted), "?t=a", NOTHING);
            assertThat(read).hasValue(3);
        }
    }

    @Nested
    class Limit {

        @Test
        void callsOverTheLimitAreRefusedAndTheOthersServed() throws Exception {
            int limit = 3;
            int callers = 20;
            AgiFilter filter = AgiFilters.limit(limit);
            CountDownLatch refusedAll = new CountDownLatch(callers - limit);
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            ExecutorService threads = Executors.newFixedThreadPool(callers);
            try {
                List<Future<String>> calls = new ArrayList<>();
                for (int i = 0; i < callers; i++) {
                    calls.add(threads.submit(call(filter, refusedAll, inside, most)));
                }
                List<String> outcomes = new ArrayList<>();
                for (Future<String> call : calls) {
                    outcomes.add(call.get(30, TimeUnit.SECONDS));
                }
                assertThat(outcomes).filteredOn("served"::equals).hasSize(limit);
                assertThat(outcomes)
                        .filteredOn("the limit of 3 calls at once is reached"::equals)
                        .hasSize(callers - limit);
                assertThat(most).hasValue(limit);
            } finally {
                threads.shutdownNow();
            }
            run(filter, "", NOTHING);
        }

        /** Stays inside until all that can be refused are. */
        private static Callable<String> call(
                AgiFilter filter, CountDownLatch refusedAll, AtomicInteger inside, AtomicInteger most) {
            return () -> {
                try {
                    run(filter, "", (request, channel) -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        assertThat(refusedAll.await(20, TimeUnit.SECONDS)).isTrue();
                        inside.decrementAndGet();
                    });
                    return "served";
                } catch (AgiRefusedException e) {
                    refusedAll.countDown();
                    return e.reason();
                }
            };
        }

        @Test
        void aPlaceIsFreeAgainHoweverACallEnds() throws Exception {
            AgiFilter filter = AgiFilters.limit(1);
            List<Throwable> endings =
                    List.of(new Exception("a"), new AgiRefusedException("b"), new StackOverflowError("c"));
            for (Throwable ending : endings) {
                assertThatThrownBy(() -> run(filter, "", (request, channel) -> {
                            if (ending instanceof Error error) {
                                throw error;
                            }
                            throw (Exception) ending;
                        }))
                        .isSameAs(ending);
            }
            run(filter, "", NOTHING);
        }

        @Test
        void aRefusedCallFreesNoPlaceThatItDidNotTake() throws Exception {
            AgiFilter filter = AgiFilters.limit(1);
            run(filter, "", (request, channel) -> {
                for (int i = 0; i < 3; i++) {
                    assertThatExceptionOfType(AgiRefusedException.class).isThrownBy(() -> run(filter, "", NOTHING));
                }
            });
        }

        @Test
        void eachFilterCountsForItself() throws Exception {
            AgiFilter one = AgiFilters.limit(1);
            AgiFilter other = AgiFilters.limit(1);
            run(one, "", (request, channel) -> run(other, "", NOTHING));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1})
        void aLimitBelowOneIsAMistake(int calls) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AgiFilters.limit(calls))
                    .withMessageContaining(String.valueOf(calls));
        }
    }
}
