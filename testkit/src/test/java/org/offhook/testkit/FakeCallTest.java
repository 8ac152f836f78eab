// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls of virtual callers, to a FastAGI server of a few lines. */
class FakeCallTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeAsterisk asterisk = FakeAsterisk.start();
    private final MiniServer server = new MiniServer();

    @AfterEach
    void close() {
        server.close();
        asterisk.close();
    }

    private void script(String... commands) {
        server.commands(commands);
        asterisk.extension("100", server.url("hello"));
    }

    @Test
    void aTwoMinuteCallTakesNoTime() {
        script("ANSWER", "STREAM FILE welcome \"\"", "GET DATA menu 5000 4", "WAIT FOR DIGIT 120000");
        FakeCall call = asterisk.caller("5551234")
                .dials("100")
                .hears("menu")
                .presses("12#")
                .hangsUpAfter(Duration.ofSeconds(110))
                .run();
        assertThat(server.replies())
                .containsExactly(
                        "200 result=0", "200 result=0 endpos=16000", "200 result=12", "200 result=-1", "HANGUP");
        assertThat(call.heard()).containsExactly("welcome", "menu");
        assertThat(call.duration()).isEqualTo(Duration.ofMillis(2000 + 600 + 110_000));
        assertThat(call.agiStatus()).isEqualTo("HANGUP");
        assertThat(server.environment())
                .contains("agi_network_script: hello", "agi_callerid: 5551234", "agi_dnid: 100");
    }

    @Test
    void theDialplanHangsUpBehindTheScript() {
        script("SET VARIABLE OFFHOOK done");
        FakeCall call = asterisk.caller().dials("100").run();
        assertThat(call.agiStatus()).isEqualTo("SUCCESS");
        assertThat(call.outcome()).isEqualTo("done");
        assertThat(call.isDone()).isTrue();
        assertThat(call.duration()).isZero();
        assertThat(call.transcript().commands()).containsExactly("SET VARIABLE OFFHOOK done");
    }

    @Test
    void aStepThatCannotHappenFailsWithTheConversation() {
        script("STREAM FILE welcome \"\"");
        FakeCall call =
                asterisk.caller().dials("100").hears("goodbye").presses("1").start();
        assertThatThrownBy(call::await)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the call was over before the caller hears goodbye")
                .hasMessageContaining("> STREAM FILE welcome")
                .hasMessageContaining("2.000 < 200 result=0 endpos=16000");
    }

    @Test
    void anUnreachableServerIsAFailure() {
        asterisk.extension("100", "agi://127.0.0.1:1/x");
        assertThat(asterisk.caller().dials("100").run().agiStatus()).isEqualTo("FAILURE");
        assertThatThrownBy(() -> asterisk.caller().dials("999").run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no extension 999");
    }

    @Test
    void twoCallsShareTheClock() {
        script("STREAM FILE a \"\"", "STREAM FILE b \"\"");
        FakeCall first = asterisk.caller("1").dials("100").start();
        FakeCall second = asterisk.caller("2").waits(SECOND).dials("100").start();
        assertThat(first.await().duration()).isEqualTo(Duration.ofSeconds(4));
        assertThat(second.await().duration()).isEqualTo(Duration.ofSeconds(4));
        assertThat(List.of(first.heard(), second.heard())).containsOnly(List.of("a", "b"));
    }

    // ---- keys and recordings ----

    @Test
    void onlyAnEscapeDigitStopsAPromptAndTheNextKeyIsForTheNextCommand() {
        script("STREAM FILE menu \"12\"", "WAIT FOR DIGIT 5000", "STREAM FILE menu \"9\"");
        FakeCall call = asterisk.caller()
                .dials("100")
                .hears("menu")
                .presses("*12")
                .hears("menu")
                .presses("1")
                .run();
        assertThat(server.replies())
                .containsExactly("200 result=49 endpos=3200", "200 result=50", "200 result=0 endpos=16000");
        assertThat(call.duration()).isEqualTo(Duration.ofMillis(600 + 2000));
    }

    @Test
    void aRecordingEndsWithSilenceOrAKeyOrItsTime() {
        script(
                "RECORD FILE a wav \"#\" 60000 0 BEEP s=2",
                "RECORD FILE b wav \"#\" 60000 s=30",
                "RECORD FILE c wav \"#\" 4000");
        asterisk.caller()
                .dials("100")
                .hears("beep")
                .speaks(Duration.ofSeconds(3))
                .waits(Duration.ofSeconds(4))
                .presses("#")
                .run();
        // 3.44 s in all, silent from 3 s on; kept up to a second of the silence
        assertThat(server.replies())
                .containsExactly(
                        "200 result=0 (timeout) endpos=28480",
                        "200 result=35 (dtmf) endpos=17600",
                        "200 result=0 (timeout) endpos=32000");
    }

    @Test
    void aMissingSoundFails() {
        Queue<String> reply = new ConcurrentLinkedQueue<>();
        asterisk.missingSound("nosuch");
        server.script(peer -> {
            peer.say("GET DATA nosuch 1000 4\n");
            reply.add(peer.line());
        });
        asterisk.extension("100", server.url("x"));
        assertThat(asterisk.caller().dials("100").run().agiStatus()).isEqualTo("SUCCESS");
        assertThat(reply).containsExactly("200 result=-1");
    }

    // ---- the dialplan ----

    @Test
    void aScriptChoosesWhereTheDialplanGoesOn() {
        script("SET CONTEXT other", "SET EXTENSION 7", "SET PRIORITY 1");
        asterisk.extension("other", "7", 1, "agi://127.0.0.1:1/away");
        FakeCall call = asterisk.caller().dials("100").run();
        assertThat(call.agiStatus()).isEqualTo("FAILURE"); // of the second
        assertThat(call.channel().sessions()).isEqualTo(2);
    }

    @Test
    void overAsyncAgiTheLoopBeginsASecondSession() {
        asterisk.extension("200", "agi:async,/x").missingSound("nosuch");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            FakeCall call = asterisk.caller("7").dials("200").hears("hello").start();
            assertThat(client.until("AsyncAGIStart")).contains("CallerIDNum: 7");
            client.agi(call.channel(), "STREAM FILE nosuch \"\"", "1");
            client.until("AsyncAGIStart");
            client.agi(call.channel(), "STREAM FILE hello \"\"", "2");
            assertThat(client.result()).isEqualTo("200 result=0 endpos=16000\n");
            client.agi(call.channel(), "ASYNCAGI BREAK", "3");
            assertThat(client.names("Hangup")).contains("AsyncAGIEnd", "VarSet AGISTATUS=SUCCESS");
            assertThat(call.await().duration()).isEqualTo(Duration.ofSeconds(2));
        }
    }

    // ---- the clock ----

    @Test
    void aScriptThatHasTheWordHoldsTheClock() throws Exception {
        CountDownLatch thinking = new CountDownLatch(1);
        server.script(peer -> {
            peer.ask("ANSWER");
            try {
                assertThat(thinking.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            peer.ask("STREAM FILE a \"\"");
        });
        asterisk.extension("100", server.url("slow"));
        FakeCall thinker = asterisk.caller().dials("100").start();
        FakeCall other = asterisk.caller().waits(SECOND).dials("100").start();
        await().until(() -> server.replies().contains("200 result=0"));
        await().during(Duration.ofMillis(100)).until(() -> asterisk.elapsed().isZero());
        thinking.countDown();
        assertThat(thinker.await().duration()).isEqualTo(Duration.ofSeconds(2));
        other.await();
        assertThat(asterisk.elapsed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anIdleChannelNeedsAHand() {
        asterisk.extension("200", "agi:async,/x");
        FakeCall call = asterisk.caller()
                .dials("200")
                .hangsUpAfter(Duration.ofMinutes(5))
                .start();
        asterisk.advance(Duration.ofSeconds(299));
        assertThat(call.isDone()).isFalse();
        asterisk.advance(SECOND);
        assertThat(call.await().duration()).isEqualTo(Duration.ofMinutes(5));
        assertThat(call.agiStatus()).isEqualTo("HANGUP");
    }

    @Test
    void aStandstillIsExplained() {
        asterisk.patience(Duration.ofMillis(50)).extension("200", "agi:async,/x");
        FakeCall call = asterisk.caller().dials("200").hears("never").start();
        assertThatThrownBy(call::await)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "it is the turn of the script of " + call.channel().name())
                .hasMessageContaining("hears never");
    }

    @Test
    void manyCallsAtOnceTakeTheTimeOfOne() {
        script("STREAM FILE a \"\"", "WAIT FOR DIGIT 60000");
        List<FakeCall> calls = new ArrayList<>();
        asterisk.atOnce(() -> {
            for (int i = 0; i < 20; i++) {
                calls.add(asterisk.caller()
                        .dials("100")
                        .hears("a")
                        .waits(Duration.ofSeconds(3 + i))
                        .presses("5")
                        .start());
            }
        });
        for (int i = 0; i < 20; i++) {
            assertThat(calls.get(i).await().duration()).isEqualTo(Duration.ofMillis(3200 + 1000 * i));
        }
        assertThat(asterisk.elapsed()).isEqualTo(Duration.ofMillis(22_200));
    }

    @Test
    void byTheWallClockAPromptTakesItsTime() {
        asterisk.realTime().sound("a", Duration.ofMillis(80));
        script("STREAM FILE a \"\"");
        FakeCall call = asterisk.caller().dials("100").run();
        assertThat(call.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        assertThat(server.replies()).containsExactly("200 result=0 endpos=640");
        assertThatThrownBy(() -> asterisk.advance(SECOND)).isInstanceOf(IllegalStateException.class);
    }

    // ---- faults of the manager connection ----

    @Test
    void aResetConnectionBreaks() {
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            asterisk.resetLinks();
            assertThatThrownBy(client::line).hasMessageContaining("reset");
        }
    }

    @Test
    void anOverflowEndsInTheMiddleOfAMessage() {
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            asterisk.overflow(20_000);
            long lines = 0;
            String last = "";
            for (Optional<String> line = client.line(); line.isPresent(); line = client.line()) {
                last = line.get();
                lines++;
            }
            assertThat(lines).isGreaterThan(80_000);
            assertThat(last).startsWith("Filling").hasSizeLessThan(180);
        }
    }

    @Test
    void whoDoesNotReadIsDroppedDuringAnOverflow() {
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            asterisk.overflow(80_000); // more than sockets hold
            await().until(() -> asterisk.connections() == 0);
        }
    }
}
