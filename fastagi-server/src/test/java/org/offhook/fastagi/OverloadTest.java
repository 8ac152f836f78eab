// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.testkit.FakeAgiCall;

/** More calls than places (RELIABILITY F3): every call gets an answer or is refused; a bare close would look like success. */
class OverloadTest {

    private final Parked script = new Parked();
    private final List<FakeAgiCall> open = new ArrayList<>();
    private FastAgiServer server;

    @AfterEach
    void stop() {
        open.forEach(FakeAgiCall::close);
        server.close();
    }

    private void start(int maxCalls, OverloadPolicy policy) {
        server = FastAgiServer.builder(AgiRouter.of(script))
                .port(0)
                .ioThreads(1)
                .maxCalls(maxCalls)
                .overload(policy)
                .start();
    }

    private FakeAgiCall call() {
        FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port()).connect();
        open.add(call);
        return call;
    }

    private List<FakeAgiCall> calls(int count) {
        List<FakeAgiCall> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(call());
        }
        return calls;
    }

    /** Whether it was served; fails if the answer is neither. */
    private static boolean wasServed(FakeAgiCall call) {
        String first = call.expectLine();
        if (first.equals("failure")) {
            call.halfClose().expectGone();
            return false;
        }
        assertThat(first).isEqualTo("SET VARIABLE \"OFFHOOK\" \"done\"");
        call.reply("200 result=1").expectEnd();
        return true;
    }

    @Test
    void aCallWithoutAPlaceIsToldAtOnce() throws Exception {
        start(2, OverloadPolicy.FAIL);
        List<FakeAgiCall> served = calls(2);
        assertThat(script.await(2)).isTrue();
        try (FakeAgiCall third =
                FakeAgiCall.to("127.0.0.1", server.port()).withoutEnvironment().connect()) {
            third.expectFailure().expectEnd(); // its environment is not waited for
            assertThat(third.agiStatus()).isEqualTo("FAILURE");
        }
        assertThat(server.health().refusedCalls()).isEqualTo(1);
        assertThat(server.health().listening()).isTrue();
        script.leave(3);
        served.forEach(call -> call.expectOutcome("done").expectEnd());
        await().until(() -> server.activeCalls() == 0);
        call().expectOutcome("done").expectEnd();
        assertThat(server.health().totalCalls()).isEqualTo(3);
    }

    @Test
    void aFloodIsAnsweredToTheLast() throws Exception {
        start(5, OverloadPolicy.FAIL);
        List<FakeAgiCall> calls = calls(300);
        assertThat(script.await(5)).isTrue();
        await().until(() -> server.health().refusedCalls() == 295);
        script.leave(5);
        assertThat(calls.stream().filter(OverloadTest::wasServed)).hasSize(5);
        await().until(() -> server.activeCalls() == 0);
        FastAgiServer.Health health = server.health();
        assertThat(health.totalCalls()).isEqualTo(5);
        assertThat(health.refusedCalls()).isEqualTo(295);
        assertThat(health.rejectedConnections()).isZero();
        assertThat(health.failedCalls()).isZero();
    }

    @Test
    void thoseWhoAreRefusedAndStayDoNotTakeUpAllDescriptors() throws Exception {
        start(1, OverloadPolicy.FAIL);
        FakeAgiCall served = call();
        assertThat(script.await(1)).isTrue();
        List<Socket> refused = new ArrayList<>();
        try {
            for (int i = 0; i < FastAgiServer.MAX_LINGERING + 200; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                refused.add(socket);
                assertThat(socket.getInputStream().readAllBytes())
                        .asString(UTF_8)
                        .isEqualTo("failure\n");
            }
            assertThat(server.openConnections()).isLessThanOrEqualTo(FastAgiServer.MAX_LINGERING + 2);
            await().until(() -> server.openConnections() == 1); // in two seconds those are closed, too
        } finally {
            for (Socket socket : refused) {
                socket.close();
            }
        }
        call().expectFailure().expectEnd();
        script.leave(1);
        served.expectOutcome("done").expectEnd();
    }

    @Test
    void theSocketIsClosedWhileFullAndOpensWhenATenthIsFree() throws Exception {
        start(20, OverloadPolicy.REFUSE);
        int port = server.port();
        List<FakeAgiCall> calls = calls(19);
        assertThat(script.await(19)).isTrue();
        assertThat(server.health().listening()).isTrue();
        calls.addAll(calls(1));
        assertThat(script.await(1)).isTrue();
        await().until(() -> !server.health().listening());
        assertRefused();
        script.leave(1);
        await().until(() -> {
            calls.removeIf(OverloadTest::isOver);
            return server.activeCalls() == 19;
        });
        assertRefused();
        script.leave(1);
        await().until(() -> {
            calls.removeIf(OverloadTest::isOver);
            return server.health().listening();
        });
        assertThat(server.activeCalls()).isEqualTo(18);
        assertThat(server.port()).isEqualTo(port);
        script.leave(19);
        calls.add(call());
        calls.forEach(call -> call.expectOutcome("done").expectEnd());
        assertThat(server.health().refusedCalls()).isZero();
    }

    /** Which call a script leaves first is not ours to say: answers it if it is this one. */
    private static boolean isOver(FakeAgiCall call) {
        try {
            call.expectNothing(Duration.ofMillis(1));
            return false;
        } catch (AssertionError e) {
            call.answer().expectEnd();
            return true;
        }
    }

    private void assertRefused() {
        assertThatThrownBy(() -> FakeAgiCall.to("127.0.0.1", server.port()).connect())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void whatTheKernelHadAcceptedIsAnsweredBeforeTheSocketCloses() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        // The debug line about a dropped connection is written on the event loop: holding it there fills the backlog.
        try (Logs logs = new Logs(message -> {
            if (message.startsWith("dropped")) {
                held.countDown();
                awaitUninterruptibly(release);
            }
        })) {
            start(3, OverloadPolicy.REFUSE);
            FakeAgiCall nonsense = FakeAgiCall.to("127.0.0.1", server.port())
                    .withoutEnvironment()
                    .connect();
            open.add(nonsense);
            nonsense.sendRaw("GET / HTTP/1.0\r\n\r\n"); // takes a place until it is gone
            held.await();
            List<FakeAgiCall> calls = calls(60);
            release.countDown();
            assertThat(script.await(2)).isTrue();
            await().until(() -> server.health().refusedCalls() == 58);
            script.leave(2);
            assertThat(calls.stream().filter(OverloadTest::wasServed)).hasSize(2);
            nonsense.expectFailure().expectEnd();
            await().until(() -> server.health().listening());
            assertThat(logs.with("dropped")).hasSize(1);
        }
        script.leave(1);
        call().expectOutcome("done").expectEnd();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** However often it fills and empties, in the end it listens. */
    @Test
    void aServerThatIsFullForMomentsIsNeverLeftClosed() throws Exception {
        start(1, OverloadPolicy.REFUSE);
        script.leave(200);
        int served = 0;
        for (int i = 0; i < 200 && served < 100; i++) {
            await().until(() -> server.health().listening());
            try (FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port()).connect()) {
                if (wasServed(call)) {
                    served++;
                }
            } catch (UncheckedIOException e) {
                assertThat(e).hasMessageContaining("refused");
            }
        }
        assertThat(served).isGreaterThanOrEqualTo(50);
        await().until(() -> server.health().listening());
    }
}
