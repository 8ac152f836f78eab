// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiTimeoutException;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.testkit.FakeAgiCall;

/** Commands on their way out: their limits and deadlines, and one at a time (RELIABILITY F11 to F15). */
class CommandTest {

    private FastAgiServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    private FastAgiServerBuilder serving(Lines script) {
        return FastAgiServer.builder(AgiRouter.of(script)).port(0);
    }

    private FakeAgiCall call() {
        return FakeAgiCall.to("127.0.0.1", server.port()).connect();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP a\nNOOP b", "NOOP a\rb", "NOOP \0", "failure", "FAILURE x", "", " ", "\t"})
    void aLineThatWouldBeMoreThanOneCommandIsRefusedBeforeItIsSent(String line) throws Exception {
        Lines script = new Lines(Line.quick(line));
        server = serving(script).start();
        try (FakeAgiCall call = call()) {
            call.expectOutcome("done").expectEnd(); // the first and only line that came
        }
        assertThat(script.failure(IllegalArgumentException.class)).hasMessageContaining("an AGI line");
    }

    @ParameterizedTest
    @CsvSource({
        "16.28.0~dfsg-0+deb11u4, 2046",
        "18.10.0, 2046",
        "20.15.2, 2046",
        "20.16.0, 8190",
        "21.10, 2046",
        "21.11, 8190",
        "22.5.1, 2046",
        "22.6.0, 8190",
        "22.10.1+dfsg, 8190",
        "23.0.0, 8190",
        "certified/20.7-cert3, 2046",
        "certified/22.8-cert1, 2046",
        "GIT-master-abc, 2046",
        "'', 2046"
    })
    void theLongestLineDependsOnTheVersion(String version, int most) throws Exception {
        String longest = "NOOP " + "x".repeat(most - 7) + "\u00e9"; // two bytes of UTF-8
        Lines script = new Lines(Line.quick(longest + "x"), Line.quick(longest));
        server = serving(script).start();
        try (FakeAgiCall call =
                FakeAgiCall.to("127.0.0.1", server.port()).version(version).connect()) {
            call.expect(longest).reply("200 result=0").expectOutcome("done").expectEnd();
        }
        assertThat(script.failure(IllegalArgumentException.class))
                .hasMessageContaining("at most " + most + " bytes, not " + (most + 1));
        assertThat(script.reply()).hasToString("200 result=0");
    }

    @Test
    void withoutAVersionTheShortLimitHolds() throws Exception {
        Lines script = new Lines(Line.quick("NOOP " + "x".repeat(2042)));
        server = serving(script).start();
        try (FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port())
                .withoutVariable("agi_version")
                .connect()) {
            call.expectOutcome("done").expectEnd();
        }
        assertThat(script.failure(IllegalArgumentException.class)).hasMessageContaining("2046");
    }

    @Test
    void aCommandThatIsNotAnsweredInTimeEndsTheSession() throws Exception {
        try (Logs logs = new Logs()) {
            Lines script = new Lines(Line.quick("NOOP"), Line.quick("NOOP"));
            server = serving(script).replyTimeout(Duration.ofMillis(150)).start();
            try (FakeAgiCall call = call()) {
                call.expect("NOOP").expect("failure");
                call.reply("200 result=0", "200 result=1").expectEnd(); // too late, and nobody minds
            }
            assertThat(script.failure(AgiTimeoutException.class)).hasMessageContaining("150 ms");
            assertThat(script.failure(AgiTransportException.class)).hasMessageContaining("no reply in time");
            await().until(() -> server.activeCalls() == 0);
            assertThat(logs.from(Level.WARN)).isEmpty();
        }
    }

    @Test
    void aCommandThatEndsByItselfHasNoDeadline() throws Exception {
        Lines script = new Lines(Line.of("WAIT FOR DIGIT -1"), Line.quick("NOOP"));
        server = serving(script).replyTimeout(Duration.ofMillis(400)).start();
        try (FakeAgiCall call = call()) {
            call.expect("WAIT FOR DIGIT -1").expectNothing(Duration.ofMillis(700));
            call.reply("200 result=49").expect("NOOP").reply("200 result=0");
            call.expectOutcome("done").expectEnd();
        }
        assertThat(script.reply()).hasToString("200 result=49");
        assertThat(script.reply()).hasToString("200 result=0");
    }

    @Test
    void theTimeOfACommandComesOnTop() throws Exception {
        Lines script = new Lines(new Line("WAIT FOR DIGIT 30000", Duration.ofSeconds(30), true), Line.quick("NOOP"));
        server = serving(script).replyTimeout(Duration.ofMillis(150)).start();
        try (FakeAgiCall call = call()) {
            call.expect("WAIT FOR DIGIT 30000").expectNothing(Duration.ofMillis(400));
            call.reply("200 result=0");
            call.expect("NOOP").expectFailure().expectEnd(); // the earlier, longer deadline must not stand for this one
        }
        assertThat(script.reply()).hasToString("200 result=0");
        script.failure(AgiTimeoutException.class);
    }

    @Test
    void aTimeThatFitsNoTimerIsNoDeadline() throws Exception {
        Lines script = new Lines(new Line("WAIT FOR DIGIT", Duration.ofSeconds(Long.MAX_VALUE / 2), true));
        server = serving(script).start();
        try (FakeAgiCall call = call()) {
            call.expect("WAIT FOR DIGIT")
                    .reply("200 result=49")
                    .expectOutcome("done")
                    .expectEnd();
        }
        assertThat(script.reply()).hasToString("200 result=49");
    }

    @Test
    void theQuestionAfterAFailureHasADeadlineToo() throws Exception {
        Lines script = new Lines(Line.of("STREAM FILE x \"\""));
        server = serving(script).replyTimeout(Duration.ofMillis(150)).start();
        try (FakeAgiCall call = call()) {
            call.expect("STREAM FILE x \"\"").reply("200 result=-1");
            call.expect("CHANNEL STATUS").expectFailure().expectEnd();
        }
        script.failure(AgiTimeoutException.class);
    }

    @Test
    void commandsOfSeveralThreadsGoOutOneAtATime() throws Exception {
        int threads = 4;
        int each = 50;
        List<String> wrong = new ArrayList<>();
        server = FastAgiServer.builder(AgiRouter.of((request, channel) -> {
                    List<CompletableFuture<Void>> all = new ArrayList<>();
                    for (int t = 0; t < threads; t++) {
                        String name = "t" + t;
                        CompletableFuture<Void> done = new CompletableFuture<>();
                        all.add(done);
                        new Thread(() -> {
                                    IntStream.range(0, each).forEach(i -> ask(channel, name + "-" + i, wrong));
                                    done.complete(null);
                                })
                                .start();
                    }
                    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                            .get(30, TimeUnit.SECONDS);
                }))
                .port(0)
                .start();
        int count = 0;
        try (FakeAgiCall call = call()) {
            for (; count < threads * each; count++) {
                String line = call.expectLine();
                if (count % 10 == 0) {
                    call.expectNothing(Duration.ofMillis(2)); // the others wait their turn
                }
                call.reply("200 result=1 (" + line.substring("GET VARIABLE ".length()) + ")");
            }
            call.expectOutcome("done").expectEnd();
        }
        assertThat(wrong).isEmpty();
    }

    private static void ask(AgiChannel channel, String name, List<String> wrong) {
        String got = channel.execute(Line.quick("GET VARIABLE " + name)).data().orElse("");
        if (!got.equals(name)) {
            synchronized (wrong) {
                wrong.add(name + " got " + got);
            }
        }
    }

    /** Answers without reading what it answers, until the buffers between us are full. */
    @Test
    void aPeerThatDoesNotReadIsGivenUp() throws Exception {
        BlockingQueue<AgiChannel> channels = new LinkedBlockingQueue<>();
        CompletableFuture<Void> over = new CompletableFuture<>();
        server = FastAgiServer.builder(AgiRouter.of((request, channel) -> {
                    channels.add(channel);
                    over.get(30, TimeUnit.SECONDS);
                }))
                .port(0)
                .ioThreads(1)
                .writeTimeout(Duration.ofMillis(300))
                .start();
        Line big = Line.of("NOOP " + "x".repeat(8000));
        try (Socket deaf = new Socket();
                FakeAgiCall other = call()) {
            AgiChannel metronome = channels.poll(10, TimeUnit.SECONDS);
            deaf.setReceiveBufferSize(4096);
            deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            deaf.getOutputStream()
                    .write("agi_network: yes\nagi_version: 22.10.1\n\n".getBytes(StandardCharsets.US_ASCII));
            AgiChannel channel = channels.poll(10, TimeUnit.SECONDS);
            CompletableFuture<?> last = channel.submit(big);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!last.isCompletedExceptionally() && System.nanoTime() < end) {
                // With one event loop, an answer to another call tells that the command before it was written.
                CompletableFuture<?> beat = metronome.submit(Line.quick("NOOP"));
                other.expect("NOOP").reply("200 result=0");
                beat.get(10, TimeUnit.SECONDS);
                if (!answer(deaf)) {
                    break;
                }
                CompletableFuture<?> answered = last;
                await().until(answered::isDone); // two answers in one read would be a framing error
                if (!answered.isCompletedExceptionally()) {
                    last = channel.submit(big);
                }
            }
            assertThat(last)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(AgiTransportException.class)
                    .withMessageContaining("did not read a command within 300 ms");
            over.complete(null);
            other.expectOutcome("done").expectEnd();
        }
    }

    private static boolean answer(Socket deaf) {
        try {
            deaf.getOutputStream().write("200 result=0\n".getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (IOException e) {
            return false; // we were given up
        }
    }
}
