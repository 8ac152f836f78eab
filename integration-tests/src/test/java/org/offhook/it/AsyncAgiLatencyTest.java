// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.asyncagi.AsyncAgiServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What AsyncAGI costs on a real Asterisk, which looks for commands every 100 ms. The figures go to the log. */
@RealAsterisk
class AsyncAgiLatencyTest {

    private static final Logger LOG = LoggerFactory.getLogger(AsyncAgiLatencyTest.class);
    private static final int RUNS = 25;
    private static final int AHEAD = 30;
    private static final double MOST = 1.5;
    private static final int TICK_MILLIS = 100;
    private static final int CALLS = 300;
    private static final int READS = 10;
    private static final Duration LONG = Duration.ofSeconds(50);

    private final AsteriskUnderTest asterisk;
    private AmiClients clients;

    AsyncAgiLatencyTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    @BeforeEach
    void setUp() {
        clients = new AmiClients(asterisk);
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void thirtyReadsSentAheadTakeAboutAsLongAsOneCommand() {
        CompletableFuture<Comparison> measured = new CompletableFuture<>();
        AgiRouter router = AgiRouter.builder()
                .script("/latency", (request, channel) -> {
                    try {
                        measured.complete(new Comparison().of(channel));
                    } catch (Throwable e) {
                        measured.completeExceptionally(e);
                        throw e;
                    }
                })
                .build();
        try (AsyncAgiServer server =
                AsyncAgiServer.builder(clients.connect(), router).start()) {
            CallResult result = asterisk.call(CallPlan.agiData("agi:async,/latency")
                    .variable("VALUE", "as it is")
                    .timeout(LONG));
            Comparison comparison = Stage.await(measured);

            LOG.info("{}: {}", asterisk, comparison);
            assertThat(result.outcome()).isEqualTo("done");
            assertThat(comparison.ratio(50)).as("%s", comparison).isLessThanOrEqualTo(MOST);
            assertThat(comparison.ratio(90)).as("%s", comparison).isLessThanOrEqualTo(MOST);
            await().atMost(LONG).until(() -> server.activeCalls() == 0);
        }
    }

    @Test
    void threeHundredCallsParkedAtOnceAllEndAndEachReadsItsOwn() throws Exception {
        CountDownLatch allParked = new CountDownLatch(CALLS);
        AtomicInteger right = new AtomicInteger();
        AgiRouter router = AgiRouter.builder()
                .script("/crowd", (request, channel) -> {
                    allParked.countDown();
                    assertThat(allParked.await(LONG.toSeconds(), TimeUnit.SECONDS))
                            .isTrue();
                    readOwn(request, channel);
                    right.incrementAndGet();
                })
                .build();
        try (AsyncAgiServer server =
                AsyncAgiServer.builder(clients.connect(), router).start()) {
            List<LiveCall> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(asterisk.place(CallPlan.agiData("agi:async,/crowd,mark-" + i)
                        .variable("MARK", "mark-" + i)
                        .timeout(LONG)));
            }
            assertThat(allParked.await(LONG.toSeconds(), TimeUnit.SECONDS))
                    .as("%s of %s calls did not begin", allParked.getCount(), CALLS)
                    .isTrue();
            long begin = System.nanoTime();
            for (LiveCall call : calls) {
                CallResult result = call.result();
                assertThat(result.outcome()).as("%s", result).isEqualTo("done");
                assertThat(result.agiStatus()).as("%s", result).isEqualTo("SUCCESS");
            }
            LOG.info(
                    "{}: {} calls parked at once read {} variables each in {} ms",
                    asterisk,
                    CALLS,
                    READS,
                    (System.nanoTime() - begin) / 1_000_000);
            assertThat(right).hasValue(CALLS);
            AsyncAgiServer.Health health = server.health();
            assertThat(health.totalCalls()).isEqualTo(CALLS);
            assertThat(health.failedCalls()).isZero();
            assertThat(health.staleResults()).isZero();
            assertThat(health.foreignResults()).isZero();
        }
    }

    private static void readOwn(AgiRequest request, AgiChannel channel) {
        for (int i = 0; i < READS; i++) {
            assertThat(channel.getVariable("MARK")).isEqualTo(request.argument(1));
        }
    }

    /** Both kinds in turn, each begun as often at every moment between two ticks: after an answer, a tick has just been. */
    private static final class Comparison {

        private final double[] one = new double[RUNS];
        private final double[] ahead = new double[RUNS];

        Comparison of(AgiChannel channel) {
            for (int i = 0; i < 2; i++) {
                millis(() -> readOne(channel)); // the first of all is slow
                millis(() -> readAhead(channel));
            }
            List<Integer> onePauses = pauses(1);
            List<Integer> aheadPauses = pauses(2);
            for (int i = 0; i < RUNS; i++) {
                Stage.pause(Duration.ofMillis(onePauses.get(i)));
                one[i] = millis(() -> readOne(channel));
                Stage.pause(Duration.ofMillis(aheadPauses.get(i)));
                ahead[i] = millis(() -> readAhead(channel));
            }
            Arrays.sort(one);
            Arrays.sort(ahead);
            return this;
        }

        private static List<Integer> pauses(long seed) {
            List<Integer> pauses = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                pauses.add(1 + i * TICK_MILLIS / RUNS);
            }
            Collections.shuffle(pauses, new Random(seed));
            return pauses;
        }

        private static void readOne(AgiChannel channel) {
            assertThat(channel.getVariable("VALUE")).contains("as it is");
        }

        private static void readAhead(AgiChannel channel) {
            List<CompletableFuture<Optional<String>>> values = new ArrayList<>();
            for (int i = 0; i < AHEAD; i++) {
                values.add(channel.submit(new GetVariable("VALUE")));
            }
            values.forEach(value -> assertThat(Stage.await(value)).contains("as it is"));
        }

        private static double millis(Runnable task) {
            long begin = System.nanoTime();
            task.run();
            return (System.nanoTime() - begin) / 1e6;
        }

        double ratio(int percent) {
            return percentile(ahead, percent) / percentile(one, percent);
        }

        private static double percentile(double[] sorted, int percent) {
            return sorted[(sorted.length - 1) * percent / 100];
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "one command: median %.1f ms, p90 %.1f ms; %d reads sent ahead: median %.1f ms, p90 %.1f ms; ratios %.2f and %.2f",
                    percentile(one, 50),
                    percentile(one, 90),
                    AHEAD,
                    percentile(ahead, 50),
                    percentile(ahead, 90),
                    ratio(50),
                    ratio(90));
        }
    }
}
