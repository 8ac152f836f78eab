// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiListener;
import org.offhook.agi.AgiListener.CallEnd;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.AgiTimeoutException;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.testkit.FakeAgiCall;

/** What the dialplan sees when a call comes back: the outcome variable, the line failure, or neither. */
class EndTest {

    private final CompletableFuture<CallEnd> ended = new CompletableFuture<>();
    private Logs logs;
    private FastAgiServer server;

    @BeforeEach
    void listen() {
        logs = new Logs();
    }

    @AfterEach
    void stop() {
        server.close();
        logs.close();
    }

    private FastAgiServerBuilder builder(AgiRouter router) {
        return FastAgiServer.builder(router).port(0).listener(new AgiListener() {
            @Override
            public void callEnded(AgiRequest request, CallEnd end) {
                ended.complete(end);
            }
        });
    }

    private FakeAgiCall call(AgiScript script) {
        server = builder(AgiRouter.of(script)).start();
        return call();
    }

    private FakeAgiCall call() {
        return FakeAgiCall.to("127.0.0.1", server.port()).connect();
    }

    private CallEnd end() throws Exception {
        return ended.get(10, TimeUnit.SECONDS);
    }

    private void assertCounts(long total, long refused, long failed) {
        await().untilAsserted(() -> {
            FastAgiServer.Health health = server.health();
            assertThat(List.of(health.totalCalls(), health.refusedCalls(), health.failedCalls()))
                    .containsExactly(total, refused, failed);
            assertThat(health.activeCalls()).isZero();
        });
    }

    @Test
    void aScriptThatReturnsGivesTheCallBack() throws Exception {
        try (FakeAgiCall call = call((request, channel) -> {})) {
            call.expect("SET VARIABLE \"OFFHOOK\" \"done\"")
                    .reply("200 result=1")
                    .expectEnd();
            assertThat(call.agiStatus()).isEqualTo("SUCCESS");
        }
        assertThat(end().outcome()).isEqualTo(AgiOutcome.DONE);
        assertCounts(1, 0, 0);
    }

    @Test
    void whatWasSubmittedRunsBeforeTheEnd() throws Exception {
        try (FakeAgiCall call = call((request, channel) -> {
            channel.submit(Line.quick("NOOP 1"));
            channel.submit(Line.of("STREAM FILE x"));
            channel.submit(Line.quick("NOOP 2"));
        })) {
            call.expect("NOOP 1").reply("200 result=0");
            call.expect("STREAM FILE x").reply("200 result=0");
            call.expect("NOOP 2").reply("200 result=0");
            call.expectOutcome("done").expectEnd();
        }
    }

    @Test
    void whatWasSubmittedRunsBeforeTheEndAlsoWithoutAVariable() throws Exception {
        server = builder(AgiRouter.of((request, channel) -> channel.submit(Line.quick("NOOP"))))
                .outcomeVariable(null)
                .start();
        try (FakeAgiCall call = call()) {
            call.expect("NOOP").expectNothing(Duration.ofMillis(20));
            call.reply("200 result=0").expectEnd();
        }
    }

    @Test
    void aScriptThatThrowsFails() throws Exception {
        try (FakeAgiCall call = call((request, channel) -> {
            throw new IllegalStateException("database down");
        })) {
            call.expectOutcome("failed").expectFailure().expectEnd();
            assertThat(call.agiStatus()).isEqualTo("FAILURE");
        }
        assertThat(end().outcome()).isEqualTo(AgiOutcome.FAILED);
        assertThat(end().failure()).containsInstanceOf(IllegalStateException.class);
        assertCounts(1, 0, 1);
        assertThat(logs.from(Level.ERROR)).hasSize(1).first().asString().contains("the script of call");
        assertThat(logs.stackTraces()).isEqualTo(1);
    }

    @Test
    void anErrorFailsTheCallAndNotTheServer() throws Exception {
        try (FakeAgiCall call = call((request, channel) -> {
            throw new StackOverflowError();
        })) {
            call.expectOutcome("failed").expectFailure().expectEnd();
        }
        try (FakeAgiCall call = call()) {
            call.expectOutcome("failed").expectFailure().expectEnd();
        }
        assertCounts(2, 0, 2);
    }

    @Test
    void aScriptThatRefusesIsNoError() throws Exception {
        try (FakeAgiCall call = call((request, channel) -> {
            throw new AgiRefusedException("closed on Sundays");
        })) {
            call.expectOutcome("refused").expectFailure().expectEnd();
        }
        assertThat(end().outcome()).isEqualTo(AgiOutcome.REFUSED);
        assertThat(end().reason()).isEqualTo("closed on Sundays");
        assertCounts(1, 1, 0);
        assertThat(logs.from(Level.WARN)).isEmpty();
    }

    @Test
    void anUnknownScriptIsRefused() throws Exception {
        server = builder(AgiRouter.builder().script("/known", (r, c) -> {}).build())
                .start();
        try (FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port())
                .script("../%2e%2e/known")
                .connect()) {
            call.expectOutcome("refused").expectFailure().expectEnd();
        }
        assertCounts(1, 1, 0);
        assertThat(logs.from(Level.WARN)).isEmpty();
    }

    @Test
    void withoutAVariableOnlyTheLastLineTells() throws Exception {
        server = builder(AgiRouter.of((request, channel) -> {
                    if (request.script().contains("bad")) {
                        throw new AgiRefusedException("no");
                    }
                }))
                .outcomeVariable(null)
                .start();
        try (FakeAgiCall call = call()) {
            call.expectEnd();
            assertThat(call.agiStatus()).isEqualTo("SUCCESS");
        }
        try (FakeAgiCall call =
                FakeAgiCall.to("127.0.0.1", server.port()).script("bad").connect()) {
            call.expectFailure().expectEnd();
            assertThat(call.agiStatus()).isEqualTo("FAILURE");
        }
    }

    @Test
    void theVariableCanHaveAnotherName() {
        server = builder(AgiRouter.of((request, channel) -> {}))
                .outcomeVariable("RESULT")
                .start();
        try (FakeAgiCall call = call()) {
            call.expect("SET VARIABLE \"RESULT\" \"done\"")
                    .reply("200 result=1")
                    .expectEnd();
        }
    }

    @Test
    void aHangUpIsANormalEnd() throws Exception {
        try (FakeAgiCall call = call((request, channel) -> {
            while (true) {
                channel.execute(Line.of("WAIT FOR DIGIT -1"));
            }
        })) {
            call.expect("WAIT FOR DIGIT -1").hangup().reply("200 result=-1");
            call.expectOutcome("done").expectEnd();
            assertThat(call.agiStatus()).isEqualTo("HANGUP");
        }
        assertThat(end().hungUp()).isTrue();
        assertThat(end().failure()).isEmpty();
        assertCounts(1, 0, 0);
        assertThat(logs.from(Level.WARN)).isEmpty();
    }

    @Test
    void aScriptPastItsDeadlineIsCutInTheMiddleOfACommand() throws Exception {
        server = builder(AgiRouter.of((request, channel) -> channel.execute(Line.of("WAIT FOR DIGIT -1"))))
                .scriptDeadline(Duration.ofMillis(200))
                .start();
        try (FakeAgiCall call = call()) {
            call.expect("WAIT FOR DIGIT -1").expectFailure().expectEnd();
        }
        assertThat(end().outcome()).isEqualTo(AgiOutcome.FAILED);
        assertThat(end().failure()).containsInstanceOf(AgiTimeoutException.class);
        assertCounts(1, 0, 1);
        assertThat(logs.stackTraces()).isZero();
    }

    @Test
    void aScriptPastItsDeadlineIsCutWhileItWaitsElsewhere() throws Exception {
        server = builder(AgiRouter.of((request, channel) -> new CountDownLatch(1).await()))
                .scriptDeadline(Duration.ofMillis(200))
                .start();
        try (FakeAgiCall call = call()) {
            call.expectOutcome("failed").expectFailure().expectEnd();
        }
        assertThat(end().outcome()).isEqualTo(AgiOutcome.FAILED);
        assertCounts(1, 0, 1);
    }

    @Test
    void theChannelOfAnEndedScriptTakesNoCommands() throws Exception {
        CompletableFuture<AgiChannel> kept = new CompletableFuture<>();
        try (FakeAgiCall call = call((request, channel) -> kept.complete(channel))) {
            call.expectOutcome("done").expectEnd();
        }
        end();
        assertThat(kept.get().submit(Line.quick("NOOP")))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withMessageContaining("the script has ended");
    }
}
