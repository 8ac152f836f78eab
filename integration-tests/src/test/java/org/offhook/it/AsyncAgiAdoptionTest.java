// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.agi.AgiException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiTransportException;
import org.offhook.asyncagi.AdoptionPolicy;
import org.offhook.it.AsyncAgiInstance.Run;

/** Calls outlive the connection, and the program, that serves them. */
@RealAsterisk
class AsyncAgiAdoptionTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final AsteriskUnderTest asterisk;
    private AsyncAgiInstance.All instances;

    AsyncAgiAdoptionTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    @BeforeEach
    void setUp() {
        instances = new AsyncAgiInstance.All(asterisk);
    }

    @AfterEach
    void closeInstances() {
        instances.close();
    }

    @Test
    void aConnectionLostInMidCommandLeavesItsOutcomeUnknownAndTheScriptGoesOn() throws Exception {
        CompletableFuture<AgiException> unknown = new CompletableFuture<>();
        AsyncAgiInstance instance = instances.start(
                "a",
                (name, request, channel) -> {
                    try {
                        channel.exec("Wait", "2");
                    } catch (AgiException e) {
                        unknown.complete(e);
                    }
                    channel.setVariable("AFTER", "the gap");
                    assertThat(channel.getVariable("AFTER")).contains("the gap");
                },
                server -> {});
        LiveCall call = asterisk.place(instances.plan().capture("AFTER"));
        awaitCommand(call, "EXEC");

        instance.proxy().reset();

        CallResult result = call.result();
        assertThat(result.outcome()).isEqualTo("done");
        assertThat(result.variable("AFTER")).isEqualTo("the gap");
        assertThat(Stage.await(unknown))
                .isInstanceOf(AgiTransportException.class)
                .hasMessageContaining("whether it ran is not known");
        assertThat(instances.runs(call)).containsExactly(new Run(call.nearUniqueId(), "a", false));
        assertThat(commands(call, "EXEC")).as("nothing is replayed").isEqualTo(1);
    }

    @Test
    void aCallThatHungUpMeanwhileEndsItsScript() throws Exception {
        CompletableFuture<AgiException> end = new CompletableFuture<>();
        CountDownLatch served = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AsyncAgiInstance instance = instances.start(
                "a",
                (name, request, channel) -> {
                    channel.noop();
                    served.countDown();
                    go.await();
                    try {
                        channel.noop();
                    } catch (AgiException e) {
                        end.complete(e);
                        throw e;
                    }
                },
                server -> {});
        LiveCall call = instances.place();
        await().atMost(SOON).until(() -> served.getCount() == 0);

        instance.cutOff();
        await().until(() -> !instance.server().health().servers().get("pbx"));
        assertThat(call.hangUpNear()).isTrue();
        call.result();
        go.countDown();
        instance.proxy().heal();

        assertThat(Stage.await(end)).isInstanceOf(AgiHangupException.class);
        await().until(() -> instance.server().activeCalls() == 0
                && instance.server().health().parkedCalls() == 0);
    }

    @Test
    void aConnectionThatStaysAwayTooLongFailsTheScriptAndTheDialplanLearnsItLater() throws Exception {
        CompletableFuture<AgiException> end = new CompletableFuture<>();
        CountDownLatch served = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AsyncAgiInstance instance = instances.start(
                "a",
                (name, request, channel) -> {
                    channel.noop();
                    served.countDown();
                    go.await();
                    try {
                        channel.noop();
                    } catch (AgiException e) {
                        end.complete(e);
                        throw e;
                    }
                },
                server -> server.reconnectWindow(Duration.ofSeconds(1)));
        LiveCall call = instances.place();
        await().atMost(SOON).until(() -> served.getCount() == 0);

        instance.cutOff();
        await().until(() -> !instance.server().health().servers().get("pbx"));
        go.countDown();
        assertThat(Stage.await(end)).isInstanceOf(AgiTransportException.class);
        await().until(() -> instance.server().activeCalls() == 0);
        assertThat(call.isDone()).as("it still waits").isFalse();
        instance.proxy().heal();

        CallResult result = call.result();
        assertThat(result.outcome()).isEqualTo("failed");
        assertThat(result.agiStatus()).isEqualTo("FAILURE");
        assertThat(instances.runs(call)).hasSize(1);
    }

    @Test
    void callsThatWaitWhenAServerStartsAreAdopted() throws Exception {
        LiveCall call = asterisk.place(instances.plan("first", "second one").callerId("Ada", "4711"));
        instances.awaitEvent(call, "AsyncAGIStart");
        CompletableFuture<AgiRequest> seen = new CompletableFuture<>();

        AsyncAgiInstance instance = instances.start(
                "a",
                (name, request, channel) -> {
                    seen.complete(request);
                    assertThat(channel.getVariable("AGISTATUS")).isEmpty();
                    channel.setVariable("X", "1");
                },
                server -> {});

        assertThat(call.result().outcome()).isEqualTo("done");
        AgiRequest request = Stage.await(seen);
        assertThat(request.adopted()).isTrue();
        assertThat(request.script()).isEqualTo("script");
        assertThat(request.arguments()).containsExactly("first", "second one");
        assertThat(request.uniqueId()).isEqualTo(call.nearUniqueId());
        assertThat(request.channel()).isEqualTo(call.nearChannel());
        assertThat(request.context()).isEqualTo(asterisk.testContext());
        assertThat(request.extension()).startsWith("async");
        assertThat(request.priority()).isEqualTo(2);
        assertThat(request.callerIdNumber()).contains("4711");
        assertThat(request.callerIdName()).contains("Ada");
        assertThat(request.transport().transport()).isEqualTo("AsyncAGI");
        assertThat(instance.server().health().adoptedCalls()).isEqualTo(1);
    }

    @Test
    void callsOfAProgramThatIsGoneAreAdoptedAndItsQueuedCommandsRunFirst() throws Exception {
        AsyncAgiInstance gone = instances.start(
                "a", (name, request, channel) -> channel.streamFile(asterisk.sound("tone-5")), server -> {});
        LiveCall call = asterisk.place(instances.plan().capture("BY"));
        awaitCommand(call, "STREAM FILE");

        gone.client().close();
        instances.start("b", (name, request, channel) -> channel.setVariable("BY", name), server -> {});

        CallResult result = call.result();
        assertThat(result.outcome()).isEqualTo("done");
        assertThat(result.variable("BY")).isEqualTo("b");
        assertThat(instances.runs(call))
                .containsExactly(new Run(call.nearUniqueId(), "a", false), new Run(call.nearUniqueId(), "b", true));
        assertThat(result.elapsed())
                .as("the prompt of the first was played to its end")
                .isGreaterThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"BREAK, true", "HANGUP, false"})
    void adoptionMayEndTheCallInstead(AdoptionPolicy policy, boolean continued) {
        LiveCall call = instances.park();

        instances.start("a", (name, request, channel) -> channel.noop(), server -> server.adoption(request -> policy));

        CallResult result = call.result();
        assertThat(result.dialplanContinued()).isEqualTo(continued);
        if (continued) {
            assertThat(result.outcome()).isEqualTo("failed");
            assertThat(result.agiStatus()).isEqualTo("FAILURE");
        }
        assertThat(instances.runs(call)).isEmpty();
    }

    @Test
    void adoptionMayLeaveTheCall() {
        LiveCall call = instances.park();
        AtomicInteger asked = new AtomicInteger();

        AsyncAgiInstance instance = instances.start(
                "a",
                (name, request, channel) -> channel.noop(),
                server -> server.adoption(request -> {
                    asked.incrementAndGet();
                    return AdoptionPolicy.LEAVE;
                }));
        LiveCall fresh = instances.place();

        assertThat(fresh.result().outcome()).as("a call that was not waiting").isEqualTo("done");
        await().until(() -> asked.get() == 1);
        assertThat(call.isDone()).isFalse();
        assertThat(instances.runs(call)).isEmpty();
        assertThat(commands(call, "")).as("nothing was sent to it").isZero();
        assertThat(instance.server().health().parkedCalls()).isEqualTo(1);
        call.hangUpNear();
        await().until(() -> instance.server().health().parkedCalls() == 0);
    }

    @Test
    void anAsteriskThatRestartsEndsItsCallsAndBringsNewOnes() throws Exception {
        CompletableFuture<AgiException> end = new CompletableFuture<>();
        AsyncAgiInstance instance = instances.start(
                "a",
                (name, request, channel) -> {
                    if (request.argument(1).isEmpty()) {
                        return;
                    }
                    while (true) {
                        try {
                            channel.exec("Wait", "60");
                        } catch (AgiException e) {
                            if (!String.valueOf(e.getMessage()).contains("whether it ran is not known")) {
                                end.complete(e);
                                throw e;
                            }
                        }
                    }
                },
                server -> {});
        LiveCall call = instances.place("long");
        awaitCommand(call, "EXEC");

        asterisk.kill();
        asterisk.restart();

        assertThat(Stage.await(end)).isInstanceOf(AgiHangupException.class);
        await().atMost(SOON).until(() -> instance.server().health().servers().get("pbx"));
        LiveCall fresh = instances.place();
        assertThat(fresh.result().outcome()).isEqualTo("done");
        await().until(() -> instance.server().activeCalls() == 0);
        assertThat(instance.server().health().parkedCalls()).isZero();
    }

    private void awaitCommand(LiveCall call, String command) {
        asterisk.ami()
                .awaitEvent(
                        "AGIExecStart",
                        event -> event.get("Uniqueid").equals(call.nearUniqueId())
                                && event.get("Command").startsWith(command),
                        SOON);
    }

    /** How many commands that begin so Asterisk has run for a call. */
    private long commands(LiveCall call, String command) {
        return asterisk.ami().events().stream()
                .filter(event -> event.isEvent("AGIExecStart")
                        && event.get("Uniqueid").equals(call.nearUniqueId())
                        && event.get("Command").startsWith(command))
                .count();
    }
}
