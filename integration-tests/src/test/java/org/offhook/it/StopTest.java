// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.command.ControlStreamFile;
import org.offhook.agi.command.Digits;
import org.offhook.agi.command.EndPosition;
import org.offhook.agi.command.Exec;
import org.offhook.agi.command.ExecResult;
import org.offhook.agi.command.GetData;
import org.offhook.agi.command.GetFullVariable;
import org.offhook.agi.command.GetOption;
import org.offhook.agi.command.KeyPress;
import org.offhook.agi.command.Playback;
import org.offhook.agi.command.PlaybackStatus;
import org.offhook.agi.command.RecordFile;
import org.offhook.agi.command.Recording;
import org.offhook.agi.command.SayDigits;
import org.offhook.agi.command.StreamFile;
import org.offhook.agi.command.WaitForDigit;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.fastagi.FastAgiServer;

/** Stopping a prompt from outside: what can be stopped on which transport, and that the script goes on. */
@RealAsterisk
class StopTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(4);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MOMENT = Duration.ofMillis(600);
    private static final int RACES = 30;

    private enum Transport {
        FASTAGI,
        ASYNCAGI
    }

    private final AsteriskUnderTest asterisk;
    private final Stage stage;
    private AmiClients clients;

    StopTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
        stage = new Stage(asterisk);
    }

    @BeforeEach
    void setUp() {
        clients = new AmiClients(asterisk);
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    /** Runs a script on one call, and expects that nothing of it fails and the dialplan is told so. */
    private void perform(Transport transport, Stage.Script script) {
        CompletableFuture<LiveCall> placed = new CompletableFuture<>();
        CompletableFuture<Void> played = new CompletableFuture<>();
        AgiRouter router = AgiRouter.builder()
                .script("/stop", (request, channel) -> {
                    try {
                        script.play(channel, Stage.await(placed));
                        played.complete(null);
                    } catch (Throwable e) {
                        played.completeExceptionally(e);
                        throw e;
                    }
                })
                .build();
        if (transport == Transport.FASTAGI) {
            try (FastAgiServer server = FastAgiServer.builder(router).port(0).start()) {
                play(CallPlan.agi(asterisk.agiUrl(server.port(), "stop")), placed, played);
            }
        } else {
            try (AsyncAgiServer server =
                    AsyncAgiServer.builder(clients.connect(), router).start()) {
                play(CallPlan.agiData("agi:async,/stop"), placed, played);
                assertThat(server.health().failedCalls()).isZero();
            }
        }
    }

    private void play(CallPlan plan, CompletableFuture<LiveCall> placed, CompletableFuture<Void> played) {
        LiveCall call = asterisk.place(plan.timeout(Duration.ofSeconds(90)));
        placed.complete(call);
        try {
            awaitEnd(played);
        } finally {
            if (played.isCompletedExceptionally()) {
                call.hangUpNear();
            }
        }
        CallResult result = call.result();
        assertThat(result.agiStatus()).as("%s", result).isEqualTo("SUCCESS");
        assertThat(result.outcome()).as("%s", result).isEqualTo("done");
    }

    private static void awaitEnd(CompletableFuture<Void> played) {
        Awaitility.await().atMost(Duration.ofSeconds(85)).until(played::isDone);
        Stage.await(played);
    }

    private static void goesOn(AgiChannel channel, String mark) {
        assertThat(channel.execute(new GetFullVariable(mark))).contains(mark);
        assertThat(channel.isHungUp()).isFalse();
    }

    /** A command that plays or waits for long, and whether each transport can stop it. */
    private record Row(
            String name,
            Function<AsteriskUnderTest, AgiCommand<?>> command,
            Predicate<Object> isStopped,
            boolean fastAgi,
            boolean asyncAgi) {
        boolean isStoppable(Transport transport) {
            return transport == Transport.FASTAGI ? fastAgi : asyncAgi;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static String tone(AsteriskUnderTest asterisk, int seconds) {
        return asterisk.sound("tone-" + seconds);
    }

    private static List<Row> rows() {
        Predicate<Object> playback = r -> ((Playback) r).stopped();
        Predicate<Object> digits = r -> ((Digits) r).stopped();
        Predicate<Object> key = r -> ((KeyPress) r).stopped();
        Predicate<Object> exec = r -> ((ExecResult) r).stopped();
        Predicate<Object> recording = r -> ((Recording) r).stopped();
        return List.of(
                new Row("STREAM FILE", a -> new StreamFile(tone(a, 20), "5"), playback, true, true),
                new Row("STREAM FILE without keys", a -> new StreamFile(tone(a, 20), ""), playback, true, true),
                new Row("GET DATA in its prompt", a -> new GetData(tone(a, 20), LONG, 4), digits, true, true),
                new Row("GET DATA after it", a -> new GetData("", LONG, 4), digits, true, true),
                new Row("GET OPTION in its prompt", a -> new GetOption(tone(a, 20), "5", LONG), playback, true, true),
                new Row("GET OPTION after it", a -> new GetOption("beep", "5", LONG), playback, true, true),
                new Row("WAIT FOR DIGIT", a -> new WaitForDigit(LONG), key, true, true),
                new Row("CONTROL STREAM FILE", a -> new ControlStreamFile(tone(a, 20), "5"), playback, false, true),
                new Row("EXEC Playback", a -> Exec.of("Playback", tone(a, 20)), exec, false, true),
                new Row("EXEC Background", a -> Exec.of("Background", tone(a, 20)), exec, false, true),
                new Row("SAY with D", a -> new SayDigits("12345678901234567890", "D"), key, false, true),
                new Row(
                        "RECORD FILE with D",
                        a -> new RecordFile(a.recordingName("stopped"), "wav", "D", LONG),
                        recording,
                        false,
                        true),
                new Row("SAY", a -> new SayDigits("123", "5"), key, false, false),
                new Row(
                        "RECORD FILE",
                        a -> new RecordFile(a.recordingName("whole"), "wav", "#", SECOND.multipliedBy(2)),
                        recording,
                        false,
                        false),
                new Row("EXEC Wait", a -> Exec.of("Wait", "2"), exec, false, false));
    }

    static Stream<Arguments> whatCanBeStopped() {
        return Stream.of(Transport.values())
                .flatMap(t -> rows().stream().filter(row -> row.isStoppable(t)).map(row -> Arguments.of(t, row)));
    }

    static Stream<Arguments> whatCannotBeStopped() {
        return rows().stream()
                .filter(row -> !row.asyncAgi())
                .flatMap(row -> Stream.of(Transport.values()).map(t -> Arguments.of(t, row)));
    }

    @ParameterizedTest
    @MethodSource
    void whatCanBeStopped(Transport transport, Row row) {
        perform(transport, (channel, call) -> {
            channel.answer();
            CompletableFuture<?> running = stage.begin(channel, row.command().apply(asterisk));
            Stage.pause(MOMENT);
            long begun = System.nanoTime();

            assertThat(channel.stop()).isTrue();

            Object result = Stage.await(running);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
            assertThat(row.isStopped()).accepts(result);
            goesOn(channel, "after " + row);
            assertThat(channel.execute(new StreamFile(tone(asterisk, 1), "5D")))
                    .as("the next prompt hears nothing of it")
                    .isEqualTo(new Playback(0, 8000, EndPosition.Unit.SAMPLES));
        });
    }

    @ParameterizedTest
    @MethodSource
    void whatCannotBeStopped(Transport transport, Row row) {
        perform(transport, (channel, call) -> {
            channel.answer();
            CompletableFuture<?> running = stage.begin(channel, row.command().apply(asterisk));

            assertThat(channel.stop()).isFalse();

            assertThat(row.isStopped()).rejects(Stage.await(running));
            goesOn(channel, "after " + row);
        });
    }

    @ParameterizedTest
    @MethodSource
    void whatOnlyAsyncAgiStops(Function<AsteriskUnderTest, AgiCommand<?>> command) {
        perform(Transport.FASTAGI, (channel, call) -> {
            channel.answer();
            CompletableFuture<?> running = stage.begin(channel, command.apply(asterisk));

            assertThat(channel.stop()).isFalse();
            assertThat(running).isNotDone();

            Stage.await(running);
            goesOn(channel, "after");
        });
    }

    static Stream<Function<AsteriskUnderTest, AgiCommand<?>>> whatOnlyAsyncAgiStops() {
        return Stream.of(
                a -> new ControlStreamFile(tone(a, 1), "5"),
                a -> Exec.of("Playback", tone(a, 1)),
                a -> Exec.of("Background", tone(a, 1)),
                a -> new SayDigits("123", "D"),
                a -> new RecordFile(a.recordingName("d"), "wav", "D", SECOND));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void withNothingUnderWayThereIsNothingToStop(Transport transport) {
        perform(transport, (channel, call) -> {
            assertThat(channel.stop()).isFalse();
            goesOn(channel, "a");
            assertThat(channel.stop()).isFalse();
            goesOn(channel, "b");
        });
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aStopOfAPromptThatIsJustBeginningIsNotLost(Transport transport) {
        perform(transport, (channel, call) -> {
            channel.answer();
            for (int i = 0; i < 5; i++) {
                CompletableFuture<Playback> running = channel.submit(new StreamFile(tone(asterisk, 20), ""));
                assertThat(channel.stop()).isTrue();
                assertThat(Stage.await(running).stopped()).isTrue();
                goesOn(channel, "mark " + i);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void stopsThatRaceWithTheEndOfThePromptShiftNoReply(Transport transport) {
        Random random = new Random(4);
        StreamFile prompt = new StreamFile(tone(asterisk, 1), "", 6400); // 200 ms
        perform(transport, (channel, call) -> {
            channel.answer();
            for (int i = 0; i < RACES; i++) {
                CompletableFuture<Playback> running = stage.begin(channel, prompt);
                Stage.pause(Duration.ofMillis(130 + random.nextInt(100)));
                boolean stopped = channel.stop();
                CompletableFuture<Playback> next = channel.submit(prompt);
                assertThat(Stage.await(running).stopped()).as("race %d", i).isEqualTo(stopped);
                assertThat(Stage.await(next))
                        .as("the prompt behind race %d, stopped %s", i, stopped)
                        .isEqualTo(new Playback(0, 8000, EndPosition.Unit.SAMPLES));
                goesOn(channel, "race " + i);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void keysBeforeAStopAreThereOnlyOverAsyncAgi(Transport transport) {
        perform(transport, (channel, call) -> {
            channel.answer();
            CompletableFuture<Digits> running = stage.begin(channel, new GetData(tone(asterisk, 20), LONG, 4));
            call.type("12");
            Stage.pause(MOMENT);

            assertThat(channel.stop()).isTrue();

            String keys = transport == Transport.ASYNCAGI ? "12" : "";
            assertThat(Stage.await(running)).isEqualTo(new Digits(keys, false, false, true));
        });
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = "ASYNCAGI")
    void aPlaybackOfSeveralFilesIsStoppedWhole(Transport transport) {
        perform(transport, (channel, call) -> {
            channel.answer();
            CompletableFuture<PlaybackStatus> status = CompletableFuture.supplyAsync(
                    () -> channel.playback(tone(asterisk, 20), tone(asterisk, 20), tone(asterisk, 20)));
            asterisk.ami()
                    .awaitEvent(
                            "AGIExecStart",
                            event -> event.get("Command").contains("Playback")
                                    && event.get("Uniqueid").equals(channel.uniqueId()),
                            SOON);
            assertThat(channel.stop()).isTrue();
            assertThat(Stage.await(status)).isEqualTo(PlaybackStatus.STOPPED);
            goesOn(channel, "after");
        });
    }
}
