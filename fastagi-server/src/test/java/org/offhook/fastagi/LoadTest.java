// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.testkit.FakeAgiCall;

class LoadTest {

    private static final int CALLS = 200;
    private static final int COMMANDS = 20;
    private static final int CLIENTS = 20;

    @Test
    void manyCallsAtOnceAndEachGetsItsOwnAnswers() throws Exception {
        LongAdder right = new LongAdder();
        LongAdder wrong = new LongAdder();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (FastAgiServer server = FastAgiServer.builder(AgiRouter.of((request, channel) -> {
                    for (int i = 0; i < COMMANDS; i++) {
                        String name = request.uniqueId() + "-" + i;
                        String got = channel.execute(Line.quick("GET VARIABLE " + name))
                                .data()
                                .orElse("");
                        (got.equals(name) ? right : wrong).increment();
                    }
                }))
                .port(0)
                .start()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int n = 0; n < CALLS; n++) {
                all.add(clients.submit(() -> {
                    try (FakeAgiCall call =
                            FakeAgiCall.to("127.0.0.1", server.port()).connect()) {
                        for (int i = 0; i < COMMANDS; i++) {
                            String line = call.expectLine();
                            call.reply("200 result=1 (" + line.substring("GET VARIABLE ".length()) + ")");
                        }
                        call.expectOutcome("done").expectEnd();
                        return true;
                    }
                }));
            }
            for (Future<Boolean> call : all) {
                assertThat(call.get(30, TimeUnit.SECONDS)).isTrue();
            }
            await().until(() -> server.activeCalls() == 0);
            FastAgiServer.Health health = server.health();
            assertThat(health.totalCalls()).isEqualTo(CALLS);
            assertThat(health.failedCalls()).isZero();
            assertThat(health.refusedCalls()).isZero();
            assertThat(health.rejectedConnections()).isZero();
        } finally {
            clients.shutdownNow();
        }
        assertThat(right.sum()).isEqualTo((long) CALLS * COMMANDS);
        assertThat(wrong.sum()).isZero();
    }
}
