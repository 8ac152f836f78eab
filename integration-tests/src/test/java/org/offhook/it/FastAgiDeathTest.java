// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.HangupReason;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.fastagi.FastAgiServer;

/** RELIABILITY F9: Asterisk dies while a call is being served. */
@RealAsterisk
class FastAgiDeathTest {

    private final AsteriskUnderTest asterisk;

    FastAgiDeathTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXEC Wait 60", "STREAM FILE %s \"\"", "WAIT FOR DIGIT 60000"})
    void aScriptEndsWhenItsAsteriskDiesAndTheNextCallIsServed(String command) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        BlockingQueue<AgiException> seen = new LinkedBlockingQueue<>();
        AgiRouter router = AgiRouter.builder()
                .script("/long", (request, channel) -> {
                    begun.countDown();
                    try {
                        channel.execute(new RawCommand(command.formatted(asterisk.sound("tone-20"))));
                    } catch (AgiException e) {
                        seen.add(e);
                        throw e;
                    }
                })
                .script("/short", (request, channel) -> channel.noop())
                .build();
        try (FastAgiServer server = FastAgiServer.builder(router).port(0).start()) {
            asterisk.place(CallPlan.agi(asterisk.agiUrl(server.port(), "long")).far(Far.answer()));
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

            asterisk.kill();

            assertThat(seen.poll(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            AgiHangupException.class,
                            e -> assertThat(e.reason()).isEqualTo(HangupReason.CLOSED));
            await().atMost(Duration.ofSeconds(5)).until(() -> server.activeCalls() == 0);

            asterisk.restart();
            CallResult next = asterisk.call(
                    CallPlan.agi(asterisk.agiUrl(server.port(), "short")).far(Far.answer()));
            assertThat(next.outcome()).isEqualTo("done");
        }
    }
}
