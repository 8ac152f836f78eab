// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiScript;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.testkit.FakeAgiCall;

/** A server's life: opening, closing from anywhere, several of them, and how it says it is. */
class CloseTest {

    private static FastAgiServerBuilder builder(AgiScript script) {
        return FastAgiServer.builder(AgiRouter.of(script)).port(0);
    }

    private static FakeAgiCall call(FastAgiServer server) {
        return FakeAgiCall.to("127.0.0.1", server.port()).connect();
    }

    @Test
    void manyThreadsCloseAtOnce() throws Exception {
        Parked script = new Parked();
        FastAgiServer server = builder(script).start();
        try (FakeAgiCall call = call(server)) {
            assertThat(script.await(1)).isTrue();
            CyclicBarrier together = new CyclicBarrier(20);
            List<Thread> threads = new ArrayList<>();
            BlockingQueue<Throwable> thrown = new LinkedBlockingQueue<>();
            for (int i = 0; i < 20; i++) {
                Thread thread = new Thread(() -> {
                    try {
                        together.await();
                        server.close();
                    } catch (Throwable e) {
                        thrown.add(e);
                    }
                });
                thread.start();
                threads.add(thread);
            }
            call.expectOutcome("failed").expectFailure().expectEnd();
            for (Thread thread : threads) {
                thread.join(20_000);
                assertThat(thread.isAlive()).isFalse();
            }
            assertThat(thrown).isEmpty();
        }
        server.close();
        assertThat(server.health().state()).isEqualTo(FastAgiServer.State.CLOSED);
        assertThat(server.health().listening()).isFalse();
        assertThat(server.health().activeCalls()).isZero();
        assertThatThrownBy(() -> call(server)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aScriptClosesItsServerAndAllCallsAreTold() throws Exception {
        CompletableFuture<FastAgiServer> self = new CompletableFuture<>();
        Parked parked = new Parked();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        FastAgiServer server = FastAgiServer.builder(AgiRouter.builder()
                        .script("/close", (request, channel) -> {
                            self.get().close();
                            closed.complete(null);
                        })
                        .fallback(parked)
                        .build())
                .port(0)
                .start();
        try (server;
                FakeAgiCall other = call(server)) {
            assertThat(parked.await(1)).isTrue();
            self.complete(server);
            try (FakeAgiCall closer =
                    FakeAgiCall.to("127.0.0.1", server.port()).script("close").connect()) {
                closer.expectOutcome("failed").expectFailure().expectEnd();
                other.expectOutcome("failed").expectFailure().expectEnd();
                assertThat(closed).succeedsWithin(Duration.ofSeconds(15));
            }
        }
        assertThat(server.health().state()).isEqualTo(FastAgiServer.State.CLOSED);
    }

    @Test
    void aHangUpCallbackClosesTheServer() throws Exception {
        CompletableFuture<FastAgiServer> self = new CompletableFuture<>();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        FastAgiServer server = builder((request, channel) -> {
                    channel.onHangup(() -> {
                        self.join().close();
                        closed.complete(null);
                    });
                    channel.execute(Line.of("WAIT FOR DIGIT -1"));
                })
                .start();
        self.complete(server);
        try (server;
                FakeAgiCall call = call(server)) {
            call.expect("WAIT FOR DIGIT -1").hangup().expectFailure().expectEnd();
            assertThat(closed).succeedsWithin(Duration.ofSeconds(15));
        }
    }

    @Test
    void aScriptThatIgnoresItsEndDoesNotKeepTheServer() {
        CompletableFuture<Void> go = new CompletableFuture<>();
        FastAgiServer server = builder((request, channel) -> {
                    while (!go.isDone()) {
                        try {
                            go.get();
                        } catch (InterruptedException e) {
                            // as bad scripts do
                        }
                    }
                })
                .start();
        try (FakeAgiCall call = call(server)) {
            await().until(() -> server.health().totalCalls() == 1);
            CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
            call.expectOutcome("failed").expectFailure().expectEnd();
            assertThat(closed).succeedsWithin(Duration.ofSeconds(15));
            assertThat(server.activeCalls()).isEqualTo(1);
        } finally {
            go.complete(null);
        }
        await().until(() -> server.activeCalls() == 0);
    }

    @Test
    void twoServersLiveSideBySide() {
        try (FastAgiServer two = builder((request, channel) -> channel.execute(Line.quick("NOOP 2")))
                        .start();
                FakeAgiCall second = call(two)) {
            second.expect("NOOP 2");
            try (FastAgiServer one = builder((request, channel) -> channel.execute(Line.quick("NOOP 1")))
                            .start();
                    FakeAgiCall first = call(one)) {
                assertThat(one.port()).isNotEqualTo(two.port());
                first.expect("NOOP 1")
                        .reply("200 result=0")
                        .expectOutcome("done")
                        .expectEnd();
            }
            second.reply("200 result=0").expectOutcome("done").expectEnd(); // the other one has closed
            assertThat(two.health().totalCalls()).isEqualTo(1);
            assertThat(two.health().failedCalls()).isZero();
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (FastAgiServer first = builder((request, channel) -> {}).start()) {
            assertThatThrownBy(() ->
                            builder((request, channel) -> {}).port(first.port()).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + first.port())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void aHostThatIsNotOursIsNamed() {
        assertThatThrownBy(() ->
                        builder((request, channel) -> {}).host("192.0.2.1").start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot listen on 192.0.2.1:0");
    }

    @Test
    void healthTellsHowTheServerStands() throws Exception {
        Parked parked = new Parked();
        FastAgiServer server = FastAgiServer.builder(AgiRouter.builder()
                        .script("/parked", parked)
                        .script("/refuse", (request, channel) -> {
                            throw new AgiRefusedException("no");
                        })
                        .script("/cut", (request, channel) -> channel.execute(Line.quick("NOOP")))
                        .build())
                .port(0)
                .maxCalls(7)
                .start();
        FastAgiServer.Health fresh = server.health();
        assertThat(fresh.state()).isEqualTo(FastAgiServer.State.RUNNING);
        assertThat(fresh.listening()).isTrue();
        assertThat(fresh.port()).isEqualTo(server.port()).isPositive();
        assertThat(fresh.maxCalls()).isEqualTo(7);
        assertThat(fresh.activeCalls()).isZero();
        try (server;
                FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port())
                        .script("parked")
                        .connect()) {
            assertThat(parked.await(1)).isTrue();
            try (FakeAgiCall refused =
                    FakeAgiCall.to("127.0.0.1", server.port()).script("refuse").connect()) {
                refused.expectOutcome("refused").expectFailure().expectEnd();
            }
            try (FakeAgiCall broken =
                    FakeAgiCall.to("127.0.0.1", server.port()).script("cut").connect()) {
                broken.expect("NOOP").reset();
            }
            await().until(() -> server.activeCalls() == 1);
            FastAgiServer.Health busy = server.health();
            assertThat(busy.totalCalls()).isEqualTo(3);
            assertThat(busy.refusedCalls()).isEqualTo(1);
            assertThat(busy.failedCalls()).isEqualTo(1);
            assertThat(busy.rejectedConnections()).isZero();
            assertThat(busy.uptime()).isGreaterThan(fresh.uptime());
            assertThat(server).hasToString("FastAgiServer[/127.0.0.1:" + server.port() + ", RUNNING]");
            parked.leave(1);
            call.expectOutcome("done").expectEnd();
            assertThat(server.drain(Duration.ofSeconds(10))).isZero();
            assertThat(server.health().state()).isEqualTo(FastAgiServer.State.DRAINING);
            assertThat(server.health().listening()).isFalse();
        }
        assertThat(server.health().state()).isEqualTo(FastAgiServer.State.CLOSED);
        assertThat(server.health().port()).isEqualTo(fresh.port());
    }

    @Test
    void aSilentConnectionDoesNotHoldUpTheEnd() throws Exception {
        FastAgiServer server = builder((request, channel) -> {}).start();
        try (FakeAgiCall silent =
                FakeAgiCall.to("127.0.0.1", server.port()).withoutEnvironment().connect()) {
            await().until(() -> server.activeCalls() == 1);
            CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
            silent.expect("failure"); // and stays
            closed.get(15, TimeUnit.SECONDS);
            silent.expectGone();
        }
    }
}
