// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the harness promises in every mode in which it starts Asterisk itself. */
abstract class HarnessSmoke {
    static final Duration SHORT = Duration.ofMillis(300);

    final AsteriskUnderTest asterisk;

    HarnessSmoke(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    @Test
    void asteriskStartsInUnderThreeSeconds() {
        assertThat(asterisk.startTime()).isPositive().isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aServedCallEndsInSuccess() throws IOException {
        try (PlainAgiServer server = new PlainAgiServer(call -> call.execute("SET VARIABLE OFFHOOK done"))) {
            CallResult result = asterisk.call(asterisk.agiUrl(server.port(), "hello") + ",one", Far.answer());

            assertThat(result.agiStatus()).isEqualTo("SUCCESS");
            assertThat(result.outcome()).isEqualTo("done");
            assertThat(result.dialplanContinued()).isTrue();
            assertThat(result.hangupCause()).isEqualTo(16);
        }
    }

    @Test
    void theWordFailureEndsACallInFailure() throws IOException {
        try (PlainAgiServer server = new PlainAgiServer(call -> call.send("failure"))) {
            CallResult result = asterisk.call(CallPlan.agi(asterisk.agiUrl(server.port(), "/no")));

            assertThat(result.agiStatus()).isEqualTo("FAILURE");
            assertThat(result.outcome()).isEmpty();
        }
    }

    @Test
    void digitsOfTheFarEndArriveInOrder() throws Exception {
        BlockingQueue<String> replies = new LinkedBlockingQueue<>();
        try (PlainAgiServer server = new PlainAgiServer(call -> {
            for (int i = 0; i < 3; i++) {
                replies.add(call.execute("WAIT FOR DIGIT 5000"));
            }
        })) {
            asterisk.call(
                    asterisk.agiUrl(server.port(), "digits"),
                    Far.answer().pause(SHORT).dtmf("1*#"));

            assertThat(replies).containsExactly("200 result=49", "200 result=42", "200 result=35");
        }
    }

    @Test
    void aFarEndThatHangsUpIsReported() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (PlainAgiServer server = new PlainAgiServer(call -> {
            lines.add(call.execute("WAIT FOR DIGIT 10000"));
            lines.add(call.reply());
        })) {
            CallResult result = asterisk.call(
                    asterisk.agiUrl(server.port(), "hangup"),
                    Far.answer().pause(SHORT).hangup());

            assertThat(lines).containsExactly("200 result=-1", "HANGUP");
            assertThat(result.agiStatus()).isEqualTo("HANGUP");
            assertThat(result.dialplanContinued()).isFalse();
        }
    }

    @Test
    void aKilledAsteriskComesBackWithItsDialplan() throws Exception {
        asterisk.extension("kept", "NoOp(still here)");
        BlockingQueue<String> started = new LinkedBlockingQueue<>();
        try (PlainAgiServer server = new PlainAgiServer(call -> {
            started.add(call.environment().get(0));
            call.execute("WAIT FOR DIGIT 20000");
        })) {
            LiveCall lost = asterisk.place(CallPlan.agi(asterisk.agiUrl(server.port(), "lost")));
            assertThat(started.poll(5, TimeUnit.SECONDS)).isEqualTo("agi_network: yes");

            asterisk.kill();

            assertThat(asterisk.isRunning()).isFalse();
            assertThatThrownBy(lost::result).hasMessageContaining("Asterisk was lost");

            asterisk.restart();

            assertThat(asterisk.ami().channels()).isEmpty();
            assertThat(asterisk.ami().command("dialplan show kept@" + asterisk.testContext()))
                    .anyMatch(line -> line.contains("still here"));
        }
    }

    @Test
    void fiftyCallsAtOnceAllReport() throws Exception {
        callsAtOnce(50);
    }

    void callsAtOnce(int count) throws IOException {
        try (PlainAgiServer server = new PlainAgiServer(call -> {
            String digit = call.execute("WAIT FOR DIGIT 20000");
            call.execute("SET VARIABLE OFFHOOK \"" + digit + "\"");
        })) {
            CallPlan plan = CallPlan.agi(asterisk.agiUrl(server.port(), "many"))
                    .far(Far.answer().pause(Duration.ofSeconds(1)).dtmf("7"))
                    .timeout(Duration.ofSeconds(50));
            List<LiveCall> calls = IntStream.range(0, count)
                    .mapToObj(i -> asterisk.place(plan))
                    .toList();

            assertThat(calls)
                    .extracting(LiveCall::result)
                    .extracting(CallResult::agiStatus, CallResult::outcome)
                    .hasSize(count)
                    .containsOnly(tuple("SUCCESS", "200 result=55"));
        }
    }
}
