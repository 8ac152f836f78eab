// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiScript;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.testkit.FakeAgiCall;

/** A server that goes lets its calls end, and tells the dialplan of those it cannot wait for (RELIABILITY F16). */
class DrainTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<FakeAgiCall> open = new ArrayList<>();
    private FastAgiServer server;

    @AfterEach
    void stop() {
        open.forEach(FakeAgiCall::close);
        server.close();
    }

    private void start(AgiScript script) {
        server = FastAgiServer.builder(AgiRouter.of(script)).port(0).start();
    }

    private FakeAgiCall call() {
        FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port()).connect();
        open.add(call);
        return call;
    }

    private CompletableFuture<Integer> drain(Duration patience) {
        return CompletableFuture.supplyAsync(() -> server.drain(patience));
    }

    @Test
    void drainWaitsForCallsAndRefusesNewOnes() throws Exception {
        Parked script = new Parked();
        start(script);
        FakeAgiCall call = call();
        assertThat(script.await(1)).isTrue();
        CompletableFuture<Integer> cut = drain(LONG);
        await().until(() -> server.health().state() == FastAgiServer.State.DRAINING
                && !server.health().listening());
        assertThatThrownBy(() -> FakeAgiCall.to("127.0.0.1", server.port()).connect())
                .isInstanceOf(UncheckedIOException.class);
        assertThat(cut).isNotDone();
        script.leave(1);
        call.expectOutcome("done").expectEnd();
        assertThat(cut.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(server.health().failedCalls()).isZero();
        assertThat(server.health().activeCalls()).isZero();
    }

    @Test
    void drainCutsWhatIsLeftAndSaysHowMany() throws Exception {
        Parked waitsElsewhere = new Parked();
        Lines waitsForAsterisk = new Lines(Line.of("WAIT FOR DIGIT -1"));
        server = FastAgiServer.builder(AgiRouter.builder()
                        .script("/elsewhere", waitsElsewhere)
                        .script("/asterisk", waitsForAsterisk)
                        .build())
                .port(0)
                .start();
        FakeAgiCall elsewhere =
                FakeAgiCall.to("127.0.0.1", server.port()).script("elsewhere").connect();
        FakeAgiCall asterisk =
                FakeAgiCall.to("127.0.0.1", server.port()).script("asterisk").connect();
        FakeAgiCall silent =
                FakeAgiCall.to("127.0.0.1", server.port()).withoutEnvironment().connect();
        open.addAll(List.of(elsewhere, asterisk, silent));
        assertThat(waitsElsewhere.await(1)).isTrue();
        asterisk.expect("WAIT FOR DIGIT -1");
        await().until(() -> server.activeCalls() == 3);

        CompletableFuture<Integer> cut = drain(Duration.ofMillis(100));
        elsewhere.expectOutcome("failed").expectFailure().expectEnd();
        asterisk.expectFailure().expectEnd();
        silent.expectFailure().expectEnd();

        assertThat(cut.get(10, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(waitsForAsterisk.failure(AgiTransportException.class)).hasMessage("the server is shutting down");
        await().until(() -> server.activeCalls() == 0);
        assertThat(server.health().failedCalls()).isEqualTo(2);
        assertThat(server.health().state()).isEqualTo(FastAgiServer.State.DRAINING);
    }

    @Test
    void aDrainThatIsInterruptedCutsAtOnceAndStillTellsTheCalls() throws Exception {
        Parked script = new Parked();
        start(script);
        FakeAgiCall call = call();
        assertThat(script.await(1)).isTrue();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread drainer = new Thread(() -> {
            server.drain(LONG);
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        drainer.start();
        await().until(() -> server.health().state() == FastAgiServer.State.DRAINING);
        drainer.interrupt();
        call.expectOutcome("failed").expectFailure().expectEnd();
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aServerWithoutCallsDrainsAtOnce() {
        start((request, channel) -> {});
        assertThat(server.drain(LONG)).isZero();
        assertThat(server.drain(LONG)).isZero();
        server.close();
        assertThat(server.drain(LONG)).isZero();
    }

    @Test
    void aCallThatIsBeingToldItsFailureIsWaitedFor() throws Exception {
        start((request, channel) -> {
            throw new AgiRefusedException("no");
        });
        FakeAgiCall call = call();
        call.expectLine();
        CompletableFuture<Integer> cut = drain(LONG);
        await().until(() -> !server.health().listening());
        call.reply("200 result=1").expectFailure().expectEnd();
        assertThat(cut.get(10, TimeUnit.SECONDS)).isZero();
    }
}
