// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.HangupReason;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.testkit.FakeAgiCall;

/** The channel goes: before, with, after and without a reply, or together with the connection (RELIABILITY F8, F9). */
class HangupTest {

    private final AtomicInteger hangups = new AtomicInteger();
    private FastAgiServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    private FakeAgiCall call(Lines script) {
        server = FastAgiServer.builder(AgiRouter.of((request, channel) -> {
                    channel.onHangup(hangups::incrementAndGet);
                    script.service(request, channel);
                }))
                .port(0)
                .start();
        return FakeAgiCall.to("127.0.0.1", server.port()).connect();
    }

    private void assertOneHangup() {
        await().until(() -> hangups.get() == 1);
    }

    private static void assertHungUp(AgiHangupException hangup, HangupReason reason) {
        assertThat(hangup.reason()).isEqualTo(reason);
    }

    @Test
    void theWordBeforeTheReply() throws Exception {
        Lines script = new Lines(Line.of("STREAM FILE x \"\""));
        try (FakeAgiCall call = call(script)) {
            call.expect("STREAM FILE x \"\"").reply("HANGUP", "200 result=-1 endpos=80");
            call.expect("SET VARIABLE \"OFFHOOK\" \"done\"")
                    .reply("200 result=1")
                    .expectEnd();
        }
        AgiHangupException hangup = script.failure(AgiHangupException.class);
        assertHungUp(hangup, HangupReason.HANGUP);
        assertThat(hangup.reply())
                .hasValueSatisfying(reply -> assertThat(reply).hasToString("200 result=-1 endpos=80"));
        assertOneHangup();
    }

    @Test
    void theWordWithTheReply() throws Exception {
        Lines script = new Lines(Line.of("STREAM FILE x \"\""));
        try (FakeAgiCall call = call(script)) {
            call.expect("STREAM FILE x \"\"").reply("200 result=-1", "HANGUP");
            call.expect("CHANNEL STATUS").reply("511 Command Not Permitted on a dead channel or intercept routine");
            call.expectOutcome("done").expectEnd();
        }
        assertHungUp(script.failure(AgiHangupException.class), HangupReason.HANGUP);
        assertOneHangup();
    }

    @Test
    void theWordAfterTheReply() throws Exception {
        Lines script = new Lines(Line.of("STREAM FILE x \"\""), Line.quick("NOOP"));
        try (FakeAgiCall call = call(script)) {
            call.expect("STREAM FILE x \"\"").reply("200 result=-1");
            call.expect("CHANNEL STATUS").expectNothing(Duration.ofMillis(40));
            call.reply("HANGUP", "511 Command Not Permitted on a dead channel or intercept routine");
            call.expect("NOOP").reply("200 result=0");
            call.expectOutcome("done").expectEnd();
        }
        AgiHangupException hangup = script.failure(AgiHangupException.class);
        assertHungUp(hangup, HangupReason.HANGUP);
        assertThat(hangup.reply()).hasValueSatisfying(reply -> assertThat(reply).hasToString("200 result=-1"));
        assertThat(script.reply())
                .as("a dead channel still takes some commands")
                .hasToString("200 result=0");
        assertOneHangup();
    }

    @Test
    void noWordButTheStatusTells() throws Exception {
        Lines script = new Lines(Line.of("STREAM FILE x \"\""));
        try (FakeAgiCall call = call(script)) {
            call.expect("STREAM FILE x \"\"").reply("200 result=-1");
            call.expect("CHANNEL STATUS").reply("511 Command Not Permitted on a dead channel or intercept routine");
            call.expectOutcome("done").reply("HANGUP").expectEnd();
        }
        assertHungUp(script.failure(AgiHangupException.class), HangupReason.HANGUP);
        assertOneHangup();
    }

    @Test
    void aFailureOnALiveChannelIsAFailure() throws Exception {
        Lines script = new Lines(Line.of("STREAM FILE x \"\""), Line.quick("NOOP"));
        try (FakeAgiCall call = call(script)) {
            call.expect("STREAM FILE x \"\"").reply("200 result=-1");
            call.expect("CHANNEL STATUS").reply("200 result=6");
            call.expect("NOOP").reply("200 result=-1"); // means one thing only: nothing is asked
            call.expectOutcome("done").expectEnd();
        }
        assertThat(script.reply()).hasToString("200 result=-1");
        assertThat(script.reply()).hasToString("200 result=-1");
        assertThat(hangups).hasValue(0);
    }

    @Test
    void theWordTwice() throws Exception {
        Lines script = new Lines(Line.quick("NOOP"), Line.of("STREAM FILE x \"\""));
        try (FakeAgiCall call = call(script)) {
            call.expect("NOOP").reply("HANGUP", "HANGUP", "200 result=0");
            call.expect("STREAM FILE x \"\"").reply("511 Command Not Permitted on a dead channel", "HANGUP");
            call.expectOutcome("done").expectEnd();
        }
        assertThat(script.reply()).as("a command that worked").hasToString("200 result=0");
        assertHungUp(script.failure(AgiHangupException.class), HangupReason.HANGUP);
        assertOneHangup();
    }

    @Test
    void theWordInPieces() throws Exception {
        Lines script = new Lines(Line.of("WAIT FOR DIGIT -1"));
        try (FakeAgiCall call = call(script)) {
            call.expect("WAIT FOR DIGIT -1");
            for (String piece : List.of("H", "AN", "GUP", "\n")) {
                call.sendRaw(piece).expectNothing(Duration.ofMillis(5));
            }
            assertOneHangup();
            call.reply("200 result=-1").expectOutcome("done").expectEnd();
        }
        assertHungUp(script.failure(AgiHangupException.class), HangupReason.HANGUP);
    }

    @Test
    void theWordWhileNothingIsBeingRead() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
        server = FastAgiServer.builder(AgiRouter.of((request, channel) -> {
                    channel.onHangup(heard::countDown);
                    hungUp.complete(heard.await(10, TimeUnit.SECONDS) && channel.isHungUp());
                }))
                .port(0)
                .start();
        try (FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port()).connect()) {
            call.hangup().expectOutcome("done").expectEnd();
        }
        assertThat(hungUp).isCompletedWithValue(true);
    }

    @Test
    void theWordWithTheEnvironment() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        server = FastAgiServer.builder(AgiRouter.of((request, channel) -> {
                    channel.onHangup(heard::countDown);
                    heard.await();
                }))
                .port(0)
                .start();
        try (FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port())
                .hangupWithEnvironment()
                .connect()) {
            call.expectOutcome("done").expectEnd();
        }
    }

    @Test
    void aHangUpCanInterruptTheScript() {
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Throwable> interrupt = new CompletableFuture<>();
        server = FastAgiServer.builder(AgiRouter.of((request, channel) -> {
                    waiting.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupt.complete(e);
                        throw e;
                    }
                }))
                .port(0)
                .interruptOnHangup(true)
                .start();
        try (FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port()).connect()) {
            call.hangup().expectOutcome("done").expectEnd();
        }
        assertThat(interrupt).isCompleted();
    }

    @Test
    void aConnectionThatClosesInTheMiddleOfACommandIsAHangUp() throws Exception {
        Lines script = new Lines(Line.of("WAIT FOR DIGIT -1"), Line.quick("NOOP"));
        try (FakeAgiCall call = call(script)) {
            call.expect("WAIT FOR DIGIT -1").closeWithoutWord();
        }
        assertHungUp(script.failure(AgiHangupException.class), HangupReason.CLOSED);
        assertHungUp(script.failure(AgiHangupException.class), HangupReason.CLOSED);
        assertOneHangup();
        await().until(() -> server.activeCalls() == 0);
        assertThat(server.health().failedCalls()).isZero();
    }

    @Test
    void aConnectionThatClosesAfterTheWordIsTheSameHangUp() throws Exception {
        Lines script = new Lines(Line.of("WAIT FOR DIGIT -1"));
        try (FakeAgiCall call = call(script)) {
            call.expect("WAIT FOR DIGIT -1").hangup().closeWithoutWord();
        }
        assertHungUp(script.failure(AgiHangupException.class), HangupReason.HANGUP);
        assertOneHangup();
    }

    @Test
    void aResetInTheMiddleOfACommandLeavesItsFateOpen() throws Exception {
        Lines script = new Lines(Line.of("EXEC Dial x"));
        try (FakeAgiCall call = call(script)) {
            call.expect("EXEC Dial x").reset();
        }
        assertThat(script.failure(AgiTransportException.class))
                .hasMessageContaining("the connection to Asterisk failed")
                .hasMessageEndingWith("whether the command ran is not known");
        assertOneHangup();
        await().until(() -> server.activeCalls() == 0);
    }

    @Test
    void aDeadChannelRefusesAndKeepsServing() throws Exception {
        Lines script = new Lines(Line.quick("X"), Line.quick("Y"));
        try (FakeAgiCall call = call(script)) {
            call.expect("X").reply("511 Command Not Permitted on a dead channel or intercept routine");
            call.expect("Y").reply("510 Invalid or unknown command");
            call.expectOutcome("done").expectEnd();
        }
        assertHungUp(script.failure(AgiHangupException.class), HangupReason.HANGUP);
        assertThat(script.failure(AgiCommandException.class).reply().status()).isEqualTo(510);
        assertOneHangup();
    }
}
