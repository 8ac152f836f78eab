// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.it.contract.Call.Ending;

/** More calls than places, and a server that goes: drain, close, and what it says of itself. */
abstract class CapacityContract extends Contract {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Parked parked = new Parked();

    CapacityContract(Transport transport) {
        super(transport);
    }

    private List<Call> parkedCalls(int count) throws InterruptedException {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(call());
        }
        parked.await(count);
        return calls;
    }

    private CompletableFuture<Integer> drain(Duration patience) {
        Served server = server();
        CompletableFuture<Integer> cut = CompletableFuture.supplyAsync(() -> server.drain(patience));
        await().until(() -> !server.health().state().equals("RUNNING"));
        return cut;
    }

    private void assertTurnedAway(Ending ending) {
        assertThat(ending.agiStatus()).isEqualTo("FAILURE");
        assertThat(ending.outcome()).isEqualTo(transport.outcomeWhenFull());
    }

    // ---- places ----

    @Test
    void aCallBeyondTheLimitIsTurnedAway() throws Exception {
        start(parked, options -> options.maxCalls(2));
        List<Call> served = parkedCalls(2);
        assertTurnedAway(call().end());
        parked.leave(2);
        served.forEach(call -> assertDone(call.end()));
        await().untilAsserted(() -> assertThat(server().health().refusedCalls()).isEqualTo(1));
        assertThat(server().health().totalCalls()).isEqualTo(2);
        assertThat(server().health().failedCalls()).isZero();
    }

    @Test
    void aPlaceThatIsFreeAgainIsGivenAgain() throws Exception {
        start(parked, options -> options.maxCalls(1));
        for (int i = 0; i < 3; i++) {
            Call call = parkedCalls(1).get(0);
            assertTurnedAway(call().end());
            parked.leave(1);
            assertDone(call.end());
            await().until(() -> server().activeCalls() == 0);
        }
        assertThat(server().health().totalCalls()).isEqualTo(3);
        assertThat(server().health().refusedCalls()).isEqualTo(3);
    }

    @Test
    void activeCallsAreCounted() throws Exception {
        start(parked);
        assertThat(server().activeCalls()).isZero();
        List<Call> calls = parkedCalls(3);
        assertThat(server().activeCalls()).isEqualTo(3);
        parked.leave(3);
        calls.forEach(call -> assertDone(call.end()));
        await().until(() -> server().activeCalls() == 0);
    }

    @Test
    void aCallThatWaitsDoesNotHoldUpOthers() throws Exception {
        start(AgiRouter.builder()
                .script(PATH, parked)
                .script("/quick", (request, channel) -> channel.noop())
                .build());
        Call slow = parkedCalls(1).get(0);
        for (int i = 0; i < 5; i++) {
            assertDone(call("/quick").serve());
        }
        parked.leave(1);
        assertDone(slow.end());
    }

    // ---- drain ----

    @Test
    void drainWaitsForCallsAndTakesNoNewOnes() throws Exception {
        start(parked);
        Call call = parkedCalls(1).get(0);
        CompletableFuture<Integer> cut = drain(LONG);
        server().assertTurnsAway(PATH);
        assertThat(cut).isNotDone();
        assertThat(server().health().state()).isEqualTo("DRAINING");
        parked.leave(1);
        assertDone(call.end());
        assertThat(cut.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(server().health().failedCalls()).isZero();
        assertThat(server().health().totalCalls()).isEqualTo(1);
    }

    @Test
    void aCallThatIsDrainedGoesOnAsBefore() throws Exception {
        start((request, channel) -> {
            channel.streamFile("a");
            channel.streamFile("b");
        });
        Call call = call();
        call.expect("STREAM FILE \"a\" \"\"");
        CompletableFuture<Integer> cut = drain(LONG);
        call.reply("200 result=0 endpos=1");
        call.expect("STREAM FILE \"b\" \"\"").reply("200 result=0 endpos=1");
        assertDone(call.end());
        assertThat(cut.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void drainCutsWhatIsLeftAndSaysHowMany() throws Exception {
        start(parked);
        List<Call> calls = parkedCalls(2);
        CompletableFuture<Integer> cut = drain(Duration.ofMillis(100));
        calls.forEach(call -> assertFailed(call.end()));
        assertThat(cut.get(10, TimeUnit.SECONDS)).isEqualTo(2);
        await().until(() -> server().activeCalls() == 0);
        assertThat(server().health().failedCalls()).isEqualTo(2);
        assertThat(server().health().state()).isEqualTo("DRAINING");
    }

    @Test
    void aCallThatIsCutInACommandIsToldWhy() throws Exception {
        Result<Object> script = serve((request, channel) -> channel.waitForDigit(AgiCommand.UNLIMITED));
        Call call = call();
        call.expect("WAIT FOR DIGIT -1");
        CompletableFuture<Integer> cut = drain(Duration.ofMillis(50));
        assertThat(script.failure(AgiTransportException.class)).hasMessageContaining("shutting down");
        Ending ending = call.endCut(OK);
        assertThat(ending.agiStatus()).isEqualTo("FAILURE");
        assertThat(ending.outcome()).isEqualTo(transport.outcomeWhenCutInACommand());
        assertThat(cut.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        await().untilAsserted(() -> assertThat(server().health().failedCalls()).isEqualTo(1));
    }

    @Test
    void aScriptThatIsCutIsInterrupted() throws Exception {
        Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
        start((request, channel) -> {
            try {
                parked.service(request, channel);
            } catch (InterruptedException e) {
                thrown.add(e);
                throw e;
            }
        });
        Call call = parkedCalls(1).get(0);
        drain(Duration.ZERO);
        assertFailed(call.end());
        await().until(() -> thrown.size() == 1);
    }

    @Test
    void aServerWithoutCallsDrainsAtOnceAndMoreThanOnce() {
        start((request, channel) -> {});
        assertDone(call().end());
        await().until(() -> server().activeCalls() == 0);
        assertThat(server().drain(LONG)).isZero();
        assertThat(server().drain(LONG)).isZero();
        server().closeServer();
        assertThat(server().drain(LONG)).isZero();
        assertThat(server().health().state()).isEqualTo("CLOSED");
    }

    // ---- close ----

    @Test
    void closeCutsAllCalls() throws Exception {
        start(parked);
        List<Call> calls = parkedCalls(3);
        CompletableFuture<Void> closed = CompletableFuture.runAsync(server()::closeServer);
        calls.forEach(call -> assertFailed(call.end()));
        closed.get(10, TimeUnit.SECONDS);
        assertThat(server().health().state()).isEqualTo("CLOSED");
        assertThat(server().activeCalls()).isZero();
        assertThat(server().health().failedCalls()).isEqualTo(3);
    }

    @Test
    void manyThreadsCanClose() throws Exception {
        start(parked);
        Call call = parkedCalls(1).get(0);
        int count = 8;
        CyclicBarrier together = new CyclicBarrier(count);
        List<CompletableFuture<Void>> closers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CompletableFuture<Void> closer = new CompletableFuture<>();
            closers.add(closer);
            new Thread(() -> {
                        try {
                            together.await();
                            server().closeServer();
                            closer.complete(null);
                        } catch (Exception | Error e) {
                            closer.completeExceptionally(e);
                        }
                    })
                    .start();
        }
        assertFailed(call.end());
        for (CompletableFuture<Void> closer : closers) {
            closer.get(15, TimeUnit.SECONDS);
        }
        assertThat(server().health().state()).isEqualTo("CLOSED");
    }

    @Test
    void aScriptCanCloseItsServer() throws Exception {
        CompletableFuture<Served> self = new CompletableFuture<>();
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        Served server = start(AgiRouter.builder()
                .script(PATH, parked)
                .script("/close", (request, channel) -> {
                    self.get().closeServer();
                    closed.complete(true);
                })
                .build());
        Call other = parkedCalls(1).get(0);
        self.complete(server);
        Call closer = call("/close");
        assertFailed(closer.end());
        assertFailed(other.end());
        assertThat(closed.get(15, TimeUnit.SECONDS)).isTrue();
        assertThat(server.health().state()).isEqualTo("CLOSED");
    }

    @Test
    void aHangUpCallbackCanCloseTheServer() throws Exception {
        CompletableFuture<Served> self = new CompletableFuture<>();
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        Served server = start((request, channel) -> {
            channel.onHangup(() -> {
                self.join().closeServer();
                closed.complete(true);
            });
            parked.service(request, channel);
        });
        self.complete(server);
        Call call = parkedCalls(1).get(0);
        call.hangUp();
        assertThat(closed.get(15, TimeUnit.SECONDS)).isTrue();
        assertThat(server.health().state()).isEqualTo("CLOSED");
    }

    @Test
    void aClosedServerServesNobody() {
        start((request, channel) -> channel.noop());
        server().closeServer();
        server().closeServer();
        server().assertTurnsAway(PATH);
        assertThat(server().health().totalCalls()).isZero();
    }

    // ---- health ----

    @Test
    void healthTellsHowTheServerStands() throws Exception {
        start(new Options(AgiRouter.builder()
                        .script(PATH, parked)
                        .script("/refuse", (request, channel) -> {
                            throw new AgiRefusedException("no");
                        })
                        .script("/throw", (request, channel) -> {
                            throw new IllegalStateException("no");
                        })
                        .build())
                .maxCalls(7));
        Served.Health fresh = server().health();
        assertThat(fresh.state()).isEqualTo("RUNNING");
        assertThat(fresh.maxCalls()).isEqualTo(7);
        assertThat(fresh.activeCalls()).isZero();
        assertThat(fresh.totalCalls()).isZero();
        Call call = parkedCalls(1).get(0);
        assertRefused(call("/refuse").end());
        assertFailed(call("/throw").end());
        await().until(() -> server().activeCalls() == 1);
        await().untilAsserted(() -> {
            Served.Health busy = server().health();
            assertThat(busy.totalCalls()).isEqualTo(3);
            assertThat(busy.refusedCalls()).isEqualTo(1);
            assertThat(busy.failedCalls()).isEqualTo(1);
            assertThat(busy.uptime()).isGreaterThan(fresh.uptime());
        });
        parked.leave(1);
        assertDone(call.end());
    }
}
