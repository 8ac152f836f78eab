// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.testkit.FakeAgiCall;
import org.offhook.testkit.FakeAgiCallBuilder;

/** What comes before the blank line: too slow, too much, or not a call at all (RELIABILITY F1, F2, F4). */
class HandshakeTest {

    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private final CompletableFuture<AgiRequest> served = new CompletableFuture<>();
    private Logs logs;
    private FastAgiServer server;

    @BeforeEach
    void start() {
        logs = new Logs();
        server = FastAgiServer.builder(AgiRouter.of((request, channel) -> served.complete(request)))
                .port(0)
                .handshakeTimeout(DEADLINE)
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
        logs.close();
    }

    private FakeAgiCallBuilder call() {
        return FakeAgiCall.to("127.0.0.1", server.port());
    }

    /** One debug line, a count, no stack trace, the place given back, and the next call is served. */
    private void assertDroppedOnce() {
        await().untilAsserted(() -> {
            FastAgiServer.Health health = server.health();
            assertThat(health.activeCalls()).isZero();
            assertThat(health.rejectedConnections()).isEqualTo(1);
        });
        assertThat(logs.with("dropped a connection from /127.0.0.1")).hasSize(1);
        assertThat(logs.stackTraces()).isZero();
        assertServes();
        assertThat(logs.from(Level.INFO)).allMatch(line -> line.startsWith("INFO FastAGI server on"));
        FastAgiServer.Health health = server.health();
        assertThat(health.totalCalls()).isEqualTo(1);
        assertThat(health.refusedCalls()).isZero();
        assertThat(health.failedCalls()).isZero();
    }

    private void assertServes() {
        try (FakeAgiCall good = call().connect()) {
            good.expectOutcome("done").expectEnd();
        }
    }

    static Stream<Arguments> nonsense() {
        byte[] random = new byte[4096];
        new Random(7).nextBytes(random);
        random[0] = 'x';
        String begin = "agi_network: yes\n";
        return Stream.of(
                arguments("HTTP", "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n"),
                arguments("a TLS hello", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"),
                arguments("random bytes", new String(random, ISO_8859_1)),
                arguments("a blank line", "\n"),
                arguments("a header of 64 KiB", begin + "agi_x: " + "x".repeat(65_536) + "\n\n"),
                arguments("64 KiB without a line feed", "agi_" + "x".repeat(65_536)),
                arguments("10,000 headers", begin + headers(10_000)),
                arguments("513 lines", begin + headers(512)),
                arguments("a line of 8193 bytes", begin + "agi_x: " + "x".repeat(8186) + "\n\n"),
                arguments("more than 64 KiB in good lines", begin + bigHeaders(9)),
                arguments("a variable twice", begin + "agi_channel: a\nagi_channel: b\n\n"),
                arguments("a NUL", begin + "agi_channel: a\u0000b\n\n"),
                arguments("lines that end in CR LF", "agi_network: yes\r\nagi_channel: a\r\n\r\n"));
    }

    private static String headers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "a" + i + ":\n").reduce("", String::concat) + "\n";
    }

    private static String bigHeaders(int count) {
        return IntStream.range(0, count)
                        .mapToObj(i -> "a" + i + ": " + "x".repeat(8000) + "\n")
                        .reduce("", String::concat)
                + "\n";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsense")
    void whatIsNoCallIsToldFailureAndDropped(String what, String bytes) {
        try (FakeAgiCall call = call().withoutEnvironment().connect()) {
            call.sendRaw(bytes.getBytes(ISO_8859_1)).expectFailure().expectEnd();
        }
        assertDroppedOnce();
        assertThat(served).as(what).isCompleted();
    }

    @Test
    void theLargestEnvironmentIsServed() throws Exception {
        String text = "agi_network: yes\nagi_x: " + "x".repeat(8185) + "\n" + headers(510);
        try (FakeAgiCall call = call().withoutEnvironment().connect()) {
            call.sendRaw(text).expectOutcome("done").expectEnd();
        }
        AgiRequest request = served.get(5, TimeUnit.SECONDS);
        assertThat(request.environment()).hasSize(512);
        assertThat(request.environment().get("agi_x")).hasSize(8185);
    }

    @Test
    void whoSendsByteByByteIsDroppedAtTheDeadlineOfTheWhole() {
        long began = System.nanoTime();
        try (FakeAgiCall call = call().slowEnvironment(Duration.ofMillis(50))
                .timeout(Duration.ofSeconds(10))
                .connect()) {
            call.expectFailure().expectEnd();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(took).isBetween(DEADLINE, DEADLINE.plusSeconds(5)); // the whole would take 25 s
        assertDroppedOnce();
    }

    @Test
    void whoSaysNothingIsDroppedAtTheDeadline() {
        try (FakeAgiCall call = call().withoutEnvironment().connect()) {
            call.expectFailure().expectEnd();
        }
        assertDroppedOnce();
        assertThat(logs.with("no complete environment within 1000 ms")).hasSize(1);
    }

    @Test
    void whoStopsWithoutTheBlankLineIsDroppedAtTheDeadline() {
        try (FakeAgiCall call = call().withoutEnvironment().connect()) {
            call.sendRaw("agi_network: yes\nagi_channel: PJSIP/a-1\n")
                    .expectFailure()
                    .expectEnd();
        }
        assertDroppedOnce();
    }

    @Test
    void whoIsDroppedAndDoesNotCloseIsClosed() {
        try (FakeAgiCall call = call().withoutEnvironment().connect()) {
            call.sendRaw("GET /").expect("failure"); // and the client stays
            await().untilAsserted(() -> assertThat(server.activeCalls()).isZero());
        }
        assertDroppedOnce();
    }

    @Test
    void whoStopsInTheMiddleOfTheEnvironmentAndClosesIsCounted() {
        try (FakeAgiCall call = call().withoutEnvironment().connect()) {
            call.sendRaw("agi_network: yes\nagi_chan").halfClose().expectGone();
        }
        assertDroppedOnce();
    }

    @Test
    void whoResetsInTheMiddleOfTheEnvironmentIsCounted() {
        try (FakeAgiCall call = call().withoutEnvironment().connect()) {
            call.sendRaw("agi_network: yes\nagi_chan");
            await().until(() -> server.activeCalls() == 1);
            call.reset();
        }
        assertDroppedOnce();
    }

    @Test
    void aHealthCheckThatOnlyConnectsIsNoError() {
        for (int i = 0; i < 10; i++) {
            call().withoutEnvironment().connect().close();
            call().withoutEnvironment().connect().reset();
        }
        assertServes(); // all before it were accepted by now
        await().until(() -> server.activeCalls() == 0);
        FastAgiServer.Health health = server.health();
        assertThat(health.rejectedConnections()).isZero();
        assertThat(health.failedCalls()).isZero();
        assertThat(health.totalCalls()).isEqualTo(1);
        assertThat(logs.with("dropped")).isEmpty();
        assertThat(logs.from(Level.INFO)).hasSize(1);
    }

    @Test
    void anEnvironmentInPiecesIsServed() throws Exception {
        try (FakeAgiCall call = call().script("a?b=c")
                .argument("")
                .argument("x")
                .splitEveryByte()
                .connect()) {
            call.expectOutcome("done").expectEnd();
        }
        AgiRequest request = served.get(5, TimeUnit.SECONDS);
        assertThat(request.environment()).containsEntry("agi_arg_1", "").containsEntry("agi_arg_2", "x");
        assertThat(request.transport().transport()).isEqualTo("FastAGI");
        assertThat(request.remoteAddress())
                .hasValueSatisfying(address ->
                        assertThat(address.getAddress().isLoopbackAddress()).isTrue());
    }
}
