// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.testkit.FakeAgiCall;

/** Stopping a prompt: whatever crosses on the wire, no reply goes to another command. */
class StopTest {

    private static final String STREAM = "STREAM FILE \"f\" \"\"";
    private static final String DATA = "GET DATA \"f\" 1000 4";
    private static final String OPTION = "GET OPTION \"f\" \"1\" 1000";
    private static final String WAIT = "WAIT FOR DIGIT 1000";
    private static final Duration MOMENT = Duration.ofMillis(30);
    private static final String DEAD = "511 Command Not Permitted on a dead channel or intercept routine";

    private final ExecutorService outside = Executors.newCachedThreadPool();
    private final CompletableFuture<AgiChannel> channel = new CompletableFuture<>();
    private FastAgiServer server;

    @AfterEach
    void end() {
        outside.shutdownNow();
        server.close();
    }

    private FakeAgiCall call(Lines script) {
        return call(script, Duration.ofSeconds(10));
    }

    private FakeAgiCall call(Lines script, Duration replyTimeout) {
        server = FastAgiServer.builder(AgiRouter.of((request, its) -> {
                    channel.complete(its);
                    script.service(request, its);
                }))
                .port(0)
                .replyTimeout(replyTimeout)
                .start();
        return FakeAgiCall.to("127.0.0.1", server.port()).connect();
    }

    private Future<Boolean> stop() throws Exception {
        AgiChannel its = channel.get(5, TimeUnit.SECONDS);
        return outside.submit(its::stop);
    }

    private static boolean soon(Future<Boolean> stopped) throws Exception {
        return stopped.get(10, TimeUnit.SECONDS);
    }

    /** Reads the line that stops, and gives the reply to it. */
    private static String stopLine(FakeAgiCall call) {
        String line = call.expectLine();
        assertThat(line).matches("GET FULL VARIABLE \"offhook-stop-[0-9a-z]+\"");
        return "200 result=1 (" + line.substring(line.indexOf('"') + 1, line.length() - 1) + ")";
    }

    private static void endsWell(FakeAgiCall call) {
        call.expect("NOOP").reply("200 result=7");
        call.expectOutcome("done").expectEnd();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                STREAM + "; 200 result=0 (stopped) endpos=-1",
                DATA + "; 200 result= (stopped)",
                OPTION + "; 200 result=0 (stopped) endpos=-1"
            })
    void aCommandThatGivesNoReplyWhenItIsStoppedGetsOne(String line, String reply) throws Exception {
        Lines script = new Lines(Line.of(line), Line.quick("NOOP"));
        Future<Boolean> stopped;
        try (FakeAgiCall call = call(script)) {
            call.expect(line);
            stopped = stop();
            String nonce = stopLine(call);
            call.expectNothing(MOMENT).reply(nonce);
            assertThat(soon(stopped)).isTrue();
            endsWell(call);
        }
        AgiReply given = script.reply();
        assertThat(given.isStopped()).isTrue();
        assertThat(given).hasToString(reply);
        assertThat(script.reply()).hasToString("200 result=7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {WAIT + "; 200 result=1", OPTION + "; 200 result=0 endpos=4000"})
    void aReplyThatAStopBringsSaysSoAndTheNextCommandWaitsForTheOther(String line, String reply) throws Exception {
        Lines script = new Lines(Line.of(line), Line.quick("NOOP"));
        Future<Boolean> stopped;
        try (FakeAgiCall call = call(script)) {
            call.expect(line);
            stopped = stop();
            String nonce = stopLine(call);
            call.reply(reply);
            AgiReply given = script.reply();
            assertThat(given.isStopped()).isTrue();
            assertThat(given).hasToString(reply);
            call.expectNothing(MOMENT).reply(nonce);
            assertThat(soon(stopped)).isTrue();
            endsWell(call);
        }
        assertThat(script.reply()).hasToString("200 result=7");
    }

    static Stream<Arguments> ownReplies() {
        return Stream.of(
                Arguments.of(STREAM, "200 result=0 endpos=80"),
                Arguments.of(STREAM, "520 Invalid command syntax.  Proper usage not available."),
                Arguments.of(DATA, "200 result=1 (timeout)"),
                Arguments.of(OPTION, "200 result=49 endpos=80"),
                Arguments.of(WAIT, "200 result=0"),
                Arguments.of(WAIT, "200 result=49"));
    }

    @ParameterizedTest
    @MethodSource("ownReplies")
    void aReplyThatCrossedTheStopIsTheCommandsOwn(String line, String reply) throws Exception {
        Lines script = new Lines(Line.of(line), Line.quick("NOOP"));
        try (FakeAgiCall call = call(script)) {
            call.expect(line);
            Future<Boolean> stopped = stop();
            String nonce = stopLine(call);
            call.reply(reply).expectNothing(MOMENT).reply(nonce);
            assertThat(soon(stopped)).isFalse();
            endsWell(call);
        }
        assertOwn(script, reply);
    }

    @ParameterizedTest
    @MethodSource("ownReplies")
    void aReplyThatComesTogetherWithThatOfTheStopIsTheCommandsOwn(String line, String reply) throws Exception {
        Lines script = new Lines(Line.of(line), Line.quick("NOOP"));
        try (FakeAgiCall call = call(script)) {
            call.expect(line);
            Future<Boolean> stopped = stop();
            String nonce = stopLine(call);
            call.sendRaw(reply + "\n" + nonce + "\n");
            assertThat(soon(stopped)).isFalse();
            endsWell(call);
        }
        assertOwn(script, reply);
    }

    private static void assertOwn(Lines script, String reply) throws InterruptedException {
        if (reply.startsWith("200")) {
            AgiReply own = script.reply();
            assertThat(own.isStopped()).isFalse();
            assertThat(own).hasToString(reply);
        } else {
            assertThat(script.failure(AgiCommandException.class).reply()).hasToString(reply);
        }
        assertThat(script.reply()).hasToString("200 result=7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONCE", "HANGUP NONCE", "OWN NONCE", "OWN HANGUP NONCE", "HANGUP OWN HANGUP NONCE"})
    void splitAnywhereTheRepliesAreTheSame(String order) throws Exception {
        String own = "200 result=1 (timeout)";
        int length = order.replace("NONCE", "200 result=1 (offhook-stop-)")
                .replace("OWN", own)
                .length();
        Line[] lines =
                IntStream.rangeClosed(1, length).mapToObj(i -> Line.of(DATA)).toArray(Line[]::new);
        Lines script = new Lines(lines);
        try (FakeAgiCall call = call(script)) {
            for (int at = 1; at <= length; at++) {
                call.expect(DATA);
                Future<Boolean> stopped = stop();
                String nonce = stopLine(call);
                String bytes = order.replace(' ', '\n').replace("NONCE", nonce).replace("OWN", own) + "\n";
                call.sendRaw(bytes.substring(0, at))
                        .expectNothing(Duration.ofMillis(2))
                        .sendRaw(bytes.substring(at));
                boolean itsOwn = order.contains("OWN");
                assertThat(soon(stopped)).as("split at %d", at).isEqualTo(!itsOwn);
                AgiReply reply = script.reply();
                assertThat(reply.isStopped()).isEqualTo(!itsOwn);
                assertThat(reply).hasToString(itsOwn ? own : "200 result= (stopped)");
            }
            call.expectOutcome("done").expectEnd();
        }
    }

    @Test
    void aFailureThatCrossedTheStopIsAskedAboutOnlyThen() throws Exception {
        Lines script = new Lines(Line.of(STREAM), Line.quick("NOOP"));
        try (FakeAgiCall call = call(script)) {
            call.expect(STREAM);
            Future<Boolean> stopped = stop();
            String nonce = stopLine(call);
            call.reply("200 result=-1 endpos=80").expectNothing(MOMENT).reply(nonce);
            assertThat(soon(stopped)).isFalse();
            call.expect("CHANNEL STATUS").reply(DEAD);
            endsWell(call);
        }
        assertThat(script.failure(AgiHangupException.class).reply())
                .hasValueSatisfying(reply -> assertThat(reply).hasToString("200 result=-1 endpos=80"));
        assertThat(script.reply()).hasToString("200 result=7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONTROL STREAM FILE \"f\" \"\"",
                "RECORD FILE \"f\" \"wav\" \"D\" 1000",
                "EXEC \"Playback\" \"f\"",
                "SAY NUMBER 5 \"D\"",
                "RECEIVE TEXT 1000",
                "SPEECH RECOGNIZE \"f\" 5",
                "GET VARIABLE \"X\"",
                "STREAM",
                "WAIT FOR DIGITS 5"
            })
    void whatCannotBeStoppedIsLeftAlone(String line) throws Exception {
        Lines script = new Lines(Line.of(line), Line.quick("NOOP"));
        try (FakeAgiCall call = call(script)) {
            call.expect(line);
            assertThat(soon(stop())).isFalse();
            call.expectNothing(Duration.ofMillis(100)).reply("200 result=0");
            endsWell(call);
        }
        assertThat(script.reply().isStopped()).isFalse();
    }

    @Test
    void withNothingUnderWayNothingIsWritten() throws Exception {
        CompletableFuture<Void> leave = new CompletableFuture<>();
        server = FastAgiServer.builder(AgiRouter.of((request, its) -> {
                    channel.complete(its);
                    leave.get(10, TimeUnit.SECONDS);
                }))
                .port(0)
                .start();
        try (FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port()).connect()) {
            assertThat(soon(stop())).isFalse();
            call.expectNothing(Duration.ofMillis(100));
            leave.complete(null);
            call.expectOutcome("done").expectEnd();
        }
    }

    @Test
    void aStopAtOnceLeavesAsteriskTimeToReadTheCommandFirst() throws Exception {
        CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        CompletableFuture<Long> begun = new CompletableFuture<>();
        server = FastAgiServer.builder(AgiRouter.of((request, its) -> {
                    begun.complete(System.nanoTime());
                    CompletableFuture<AgiReply> played = its.submit(Line.of(STREAM));
                    stopped.complete(its.stop());
                    played.get(5, TimeUnit.SECONDS);
                }))
                .port(0)
                .start();
        try (FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port()).connect()) {
            call.expect(STREAM);
            String nonce = stopLine(call);
            assertThat(System.nanoTime() - begun.get(5, TimeUnit.SECONDS))
                    .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(45));
            call.reply(nonce);
            assertThat(soon(stopped)).isTrue();
            call.expectOutcome("done").expectEnd();
        }
    }

    @Test
    void aStopBeforeItsTimeDoesNotOutliveTheCommand() throws Exception {
        Lines script = new Lines(Line.of(STREAM), Line.quick("NOOP"));
        try (FakeAgiCall call = call(script)) {
            call.expect(STREAM).reply("200 result=0 endpos=1");
            endsWell(call);
        }
        assertThat(script.reply().isStopped()).isFalse();
        assertThat(soon(stop())).as("when the call is over").isFalse();
    }

    @Test
    void aStopThatAsteriskDoesNotAnswerIsWrittenAgainAndEachIsAwaited() throws Exception {
        Lines script = new Lines(Line.of(STREAM), Line.quick("NOOP"));
        try (FakeAgiCall call = call(script)) {
            call.expect(STREAM);
            Future<Boolean> stopped = stop();
            String nonce = stopLine(call);
            assertThat(stopLine(call)).isEqualTo(nonce);
            call.reply(nonce);
            assertThat(script.reply().isStopped()).isTrue();
            call.expectNothing(MOMENT).reply(nonce);
            assertThat(soon(stopped)).isTrue();
            endsWell(call);
        }
        assertThat(script.reply()).hasToString("200 result=7");
    }

    @Test
    void aStopThatIsReadOnlyAfterTheEndOfThePromptIsWrittenAgain() throws Exception {
        Lines script = new Lines(Line.of(STREAM), Line.quick("NOOP"));
        try (FakeAgiCall call = call(script)) {
            call.expect(STREAM);
            Future<Boolean> stopped = stop();
            String nonce = stopLine(call);
            call.reply("200 result=0 endpos=80");
            assertThat(stopLine(call)).isEqualTo(nonce);
            call.sendRaw(nonce + "\n" + nonce + "\n");
            assertThat(soon(stopped)).isFalse();
            endsWell(call);
        }
        assertThat(script.reply().isStopped()).isFalse();
        assertThat(script.reply()).hasToString("200 result=7");
    }

    @Test
    void severalStopsAreOne() throws Exception {
        Lines script = new Lines(Line.of(STREAM), Line.quick("NOOP"));
        try (FakeAgiCall call = call(script)) {
            call.expect(STREAM);
            Future<Boolean> first = stop();
            String nonce = stopLine(call);
            Future<Boolean> second = stop();
            call.expectNothing(Duration.ofMillis(100)).reply(nonce);
            assertThat(soon(first)).isTrue();
            assertThat(soon(second)).isTrue();
            endsWell(call);
        }
    }

    @Test
    void aCommandThatWaitsForTheRepliesOfAStopIsStoppedWhenItRuns() throws Exception {
        Lines script = new Lines(Line.of(WAIT), Line.of(STREAM), Line.quick("NOOP"));
        try (FakeAgiCall call = call(script)) {
            call.expect(WAIT);
            Future<Boolean> first = stop();
            String nonce = stopLine(call);
            call.reply("200 result=1");
            assertThat(script.reply().isStopped()).isTrue();
            call.expectNothing(MOMENT); // the prompt is given, and not written
            Future<Boolean> second = stop();
            call.expectNothing(MOMENT).reply(nonce);
            assertThat(soon(first)).isTrue();
            call.expect(STREAM);
            String another = stopLine(call);
            assertThat(another).isNotEqualTo(nonce);
            call.reply(another);
            assertThat(soon(second)).isTrue();
            assertThat(script.reply().isStopped()).isTrue();
            endsWell(call);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HANGUP\n", "200 result=0 endpos=80\n"})
    void aConnectionThatEndsDuringAStopIsGone(String last) throws Exception {
        Lines script = new Lines(Line.of(STREAM), Line.quick("NOOP"));
        try (FakeAgiCall call = call(script)) {
            call.expect(STREAM);
            Future<Boolean> stopped = stop();
            stopLine(call);
            call.sendRaw(last).closeWithoutWord();
            assertThat(soon(stopped)).isFalse();
        }
        if (last.startsWith("200")) {
            assertThat(script.reply().isStopped()).isFalse();
        } else {
            script.failure(AgiHangupException.class);
        }
        script.failure(AgiHangupException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                STREAM + "; 200 result=0 endpos=80|200 result=0 endpos=80",
                STREAM + "; 200 result=0 endpos=80|200 result=1 (offhook-stop-)",
                STREAM + "; NONCE|NONCE",
                STREAM + "; NONCE|200 result=0 endpos=80",
                WAIT + "; NONCE"
            })
    void repliesThatCannotBeEndTheConnection(String line, String replies) throws Exception {
        Lines script = new Lines(Line.of(line), Line.of("NOOP")).holdAfterFirst();
        try (FakeAgiCall call = call(script)) {
            call.expect(line);
            Future<Boolean> stopped = stop();
            String nonce = stopLine(call);
            call.sendRaw(replies.replace("NONCE", nonce).replace('|', '\n') + "\n");
            call.expectFailure();
            script.goOn();
            assertThat(soon(stopped)).isEqualTo(replies.startsWith("NONCE|"));
        }
        if (replies.contains("|")) {
            script.reply();
        } else {
            script.failure(AgiTransportException.class);
        }
        assertThat(script.failure(RuntimeException.class))
                .isInstanceOfAny(AgiTransportException.class, AgiHangupException.class);
    }

    @Test
    void aStopThatIsNeverAnsweredEndsTheConnectionOnceThePromptIsOver() throws Exception {
        Lines script = new Lines(Line.of(STREAM), Line.quick("NOOP"));
        try (FakeAgiCall call = call(script, Duration.ofMillis(300))) {
            call.expect(STREAM);
            Future<Boolean> stopped = stop();
            stopLine(call);
            call.reply("200 result=0 endpos=80").expectFailure();
            assertThat(soon(stopped)).isFalse();
        }
        assertThat(script.reply().isStopped()).isFalse();
        assertThat(script.failure(AgiTransportException.class)).hasMessageContaining("not sent");
    }
}
