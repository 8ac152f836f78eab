// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.HangupReason;
import org.offhook.agi.command.ControlStreamFile;
import org.offhook.agi.command.Digits;
import org.offhook.agi.command.EndPosition;
import org.offhook.agi.command.Exec;
import org.offhook.agi.command.GetData;
import org.offhook.agi.command.GetOption;
import org.offhook.agi.command.KeyPress;
import org.offhook.agi.command.Playback;
import org.offhook.agi.command.ReceiveChar;
import org.offhook.agi.command.ReceiveText;
import org.offhook.agi.command.ReceivedChar;
import org.offhook.agi.command.RecordFile;
import org.offhook.agi.command.Recording;
import org.offhook.agi.command.SayAlpha;
import org.offhook.agi.command.SayDate;
import org.offhook.agi.command.SayDateTime;
import org.offhook.agi.command.SayDigits;
import org.offhook.agi.command.SayNumber;
import org.offhook.agi.command.SayPhonetic;
import org.offhook.agi.command.SayTime;
import org.offhook.agi.command.StreamFile;
import org.offhook.agi.command.Text;
import org.offhook.agi.command.WaitForDigit;

/** Sound, keys and text: interrupted, ended, missing, and cut off by a hang-up. */
@RealAsterisk
class FastAgiMediaTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Instant MOMENT = Instant.parse("2024-02-29T12:00:00Z");
    /** What a WAV file has before its samples of two bytes. */
    private static final int WAV_HEADER = 44;

    private final AsteriskUnderTest asterisk;
    private final Stage stage;

    FastAgiMediaTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
        this.stage = new Stage(asterisk);
    }

    private String tone20() {
        return asterisk.sound("tone-20");
    }

    /** Begins a command, lets it go on for a moment, and has the far end press keys. */
    private <R> R typingLater(AgiChannel channel, LiveCall call, AgiCommand<R> command, String keys) {
        CompletableFuture<R> result = stage.begin(channel, command);
        Stage.pause(SHORT);
        call.type(keys);
        return Stage.await(result);
    }

    // ---- playing ----

    @Test
    void aPlaybackEndsWithItsEscapeDigitAndTellsWhereInSamples() {
        stage.call((channel, call) -> {
            Playback played = typingLater(channel, call, new StreamFile(tone20(), "5"), "45");

            assertThat(played.key()).contains('5');
            assertThat(played.unit()).isEqualTo(EndPosition.Unit.SAMPLES);
            assertThat(played.end()).isBetween(1600L, 80_000L);
            Playback rest = typingLater(
                    channel,
                    call,
                    new StreamFile(
                            tone20(), "*", played.endPosition().orElseThrow().samples()),
                    "*");
            assertThat(rest.end()).as("it went on where it had been").isGreaterThan(played.end() + 1600);
        });
    }

    @Test
    void aPlaybackFromNearItsEndEndsThere() {
        stage.call((channel, call) -> {
            EndPosition almost = EndPosition.of(Duration.ofMillis(900));

            assertThat(channel.streamFile(asterisk.sound("tone-1"), "", almost))
                    .isEqualTo(new Playback(0, 8000, EndPosition.Unit.SAMPLES));
        });
    }

    @Test
    void aControlledPlaybackIsWoundPausedAndStoppedAndTellsWhereInMilliseconds() {
        stage.call((channel, call) -> {
            ControlStreamFile command = new ControlStreamFile(tone20(), "5")
                    .withSkip(Duration.ofSeconds(8))
                    .withWindKeys("9", "7")
                    .withPauseKeys("2");

            Playback wound = typingLater(channel, call, command, "95");
            assertThat(wound.key()).contains('5');
            assertThat(wound.unit()).isEqualTo(EndPosition.Unit.MILLISECONDS);
            assertThat(wound.end()).isBetween(8000L, 15_000L);
            assertThat(channel.getVariable("CPLAYBACKSTATUS")).contains("USERSTOPPED");
            assertThat(channel.getVariable("CPLAYBACKSTOPKEY")).contains("5");
            assertThat(channel.getVariable("CPLAYBACKOFFSET")).contains(Long.toString(wound.end()));

            Playback back = typingLater(channel, call, command.withOffset(Duration.ofSeconds(10)), "75");
            assertThat(back.end()).isBetween(1500L, 8000L);

            CompletableFuture<Playback> paused = stage.begin(channel, command);
            call.type("2");
            Stage.pause(Duration.ofSeconds(1));
            call.type("25");
            assertThat(Stage.await(paused).end()).as("a pause does not count").isLessThan(1000);
        });
    }

    // ---- keys ----

    @Test
    void anOptionIsChosenDuringThePromptOrAfterIt() {
        stage.call((channel, call) -> {
            Playback during = typingLater(channel, call, new GetOption(tone20(), "12", LONG), "2");
            assertThat(during.key()).contains('2');
            assertThat(during.end()).isBetween(1600L, 80_000L);

            CompletableFuture<Playback> after =
                    stage.begin(channel, new GetOption(asterisk.sound("tone-1"), "12", LONG));
            Stage.pause(Duration.ofMillis(1500));
            call.type("1");
            assertThat(Stage.await(after)).isEqualTo(new Playback('1', 8000, EndPosition.Unit.SAMPLES));
        });
    }

    @Test
    void digitsEndWithAHashTheLastPossibleKeyOrAPause() {
        // Asterisk tells the end of a key that came close behind another with the next audio, so there must be some.
        stage.call(this::aloud, (channel, call) -> {
            assertThat(typingLater(channel, call, new GetData(tone20(), LONG), "007#"))
                    .isEqualTo(new Digits("007", false, false));
            assertThat(stage.typing(channel, call, new GetData(tone20(), LONG, 3), "1*D"))
                    .isEqualTo(new Digits("1*D", false, false));
            assertThat(stage.typing(channel, call, new GetData(tone20(), Duration.ofMillis(1500)), "42"))
                    .isEqualTo(new Digits("42", true, false));
            assertThat(stage.typing(channel, call, new GetData(tone20(), LONG), "#"))
                    .isEqualTo(new Digits("", false, false));
            assertThat(channel.getData("silence/1", SHORT)).isEqualTo(new Digits("", true, false));
            assertThat(stage.typing(channel, call, new GetData("", LONG), "1#"))
                    .as("no prompt at all")
                    .isEqualTo(new Digits("1", false, false));
        });
    }

    @Test
    void waitingForAKeyEndsWithTheKeyOrTheTime() {
        stage.call((channel, call) -> {
            assertThat(stage.typing(channel, call, WaitForDigit.forever(), "#").key())
                    .contains('#');
            assertThat(stage.typing(channel, call, new WaitForDigit(LONG), "0").is('0'))
                    .isTrue();
            long began = System.nanoTime();
            assertThat(channel.waitForDigit(SHORT)).isEqualTo(new KeyPress(0));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(SHORT, LONG);
        });
    }

    @Test
    void aKeyPressedBetweenTwoCommandsIsLost() {
        stage.call((channel, call) -> {
            channel.noop();
            call.type("6");
            await().until(() -> asterisk.logs().stream()
                    .anyMatch(line -> line.contains("DTMF end '6' received on " + channel.name())));

            assertThat(channel.waitForDigit(SHORT).none()).isTrue();
        });
    }

    // ---- saying ----

    private static final Map<String, AgiCommand<KeyPress>> SAYING = new TreeMap<>(Map.of(
            "SAY ALPHA", new SayAlpha("abcdefghijklm", "3"),
            "SAY DATE", new SayDate(MOMENT, "3"),
            "SAY DATETIME", new SayDateTime(MOMENT, "3"),
            "SAY DIGITS", new SayDigits("1234567890", "3"),
            "SAY NUMBER", new SayNumber(777_777_777, "3"),
            "SAY PHONETIC", new SayPhonetic("abcdefghijklm", "3"),
            "SAY TIME", new SayTime(MOMENT, "3")));

    @Test
    void whatIsSaidIsInterruptedByAnEscapeDigitOnly() {
        stage.call((channel, call) -> SAYING.forEach((name, command) -> {
            long began = System.nanoTime();
            assertThat(stage.typing(channel, call, command, "13").key())
                    .as(name)
                    .contains('3');
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as(name).isLessThan(Duration.ofSeconds(2));
        }));
    }

    // ---- recording ----

    /** The far end makes a tone from its answer on. */
    /** A far end that sends audio: on 16 no time passes in RECORD FILE without any. */
    private CallPlan aloud(CallPlan plan) {
        String tone = asterisk.sound("tone-20");
        return plan.far(Far.answer().play(tone).play(tone));
    }

    private long samplesIn(String name, String format) throws IOException {
        return (Files.size(asterisk.recordingFile(name, format)) - WAV_HEADER) / 2;
    }

    private Recording afterHangup(AgiHangupException hangup, RecordFile command) {
        AgiReply reply = hangup.reply().orElseThrow();
        return command.result(reply);
    }

    @Test
    void aRecordingEndsWithAKeyAndItsFileIsAsLongAsItSays() {
        stage.call(this::aloud, (channel, call) -> {
            CompletableFuture<Recording> begun =
                    stage.begin(channel, new RecordFile(asterisk.recordingName("key"), "wav", "#*", LONG));
            Stage.pause(Duration.ofSeconds(1));
            call.type("1*");
            Recording recorded = Stage.await(begun);

            assertThat(recorded.reason()).isEqualTo(Recording.Reason.DTMF);
            assertThat(recorded.key()).contains('*');
            assertThat(recorded.failed()).isFalse();
            assertThat(recorded.end()).isBetween(1600L, 80_000L).isEqualTo(samplesIn("key", "wav"));
        });
    }

    @Test
    void aRecordingEndsWithTheTimeAndGoesOnInTheSameFile() {
        stage.call(this::aloud, (channel, call) -> {
            RecordFile command = new RecordFile(asterisk.recordingName("time"), "wav", "", Duration.ofSeconds(1));
            Recording recorded = channel.execute(command);
            assertThat(recorded.reason()).isEqualTo(Recording.Reason.TIMEOUT);
            assertThat(recorded.key()).isEmpty();
            assertThat(recorded.end()).isBetween(800L, 12_000L).isEqualTo(samplesIn("time", "wav"));

            Recording longer =
                    channel.execute(command.withOffset(recorded.endPosition().orElseThrow()));
            assertThat(longer.end()).isGreaterThan(recorded.end()).isEqualTo(samplesIn("time", "wav"));
        });
    }

    @Test
    void aRecordingEndsWithSilence() {
        // Asterisk counts the silence in the audio that comes, so it must come: a held tone would not be silent, no
        // tone sends none.
        stage.call(plan -> plan.far(Far.answer().run("Playtones", "0/20000")), (channel, call) -> {
            long began = System.nanoTime();
            Recording recorded = channel.execute(new RecordFile(asterisk.recordingName("silence"), "wav", "", LONG)
                    .withMaxSilence(Duration.ofSeconds(1)));

            assertThat(recorded.reason()).isEqualTo(Recording.Reason.TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            assertThat(recorded.end()).isEqualTo(samplesIn("silence", "wav"));
        });
    }

    @Test
    void aRecordingThatAHangUpEndsTellsHowLongItIs() {
        stage.call(this::aloud, (channel, call) -> {
            RecordFile command = new RecordFile(asterisk.recordingName("hangup"), "wav", "#", LONG);
            CompletableFuture<Recording> begun = stage.begin(channel, command);
            Stage.pause(Duration.ofSeconds(1));
            call.hangUpFar();

            assertThatExceptionOfType(AgiHangupException.class)
                    .isThrownBy(() -> Stage.await(begun))
                    .satisfies(e -> {
                        Recording recorded = afterHangup(e, command);
                        assertThat(recorded.reason()).isEqualTo(Recording.Reason.HANGUP);
                        assertThat(recorded.end()).isBetween(800L, 24_000L).isEqualTo(samplesIn("hangup", "wav"));
                    });
        });
    }

    @Test
    void aKeyDuringTheBeepEndsTheRecordingBeforeItBegins() {
        stage.call(this::aloud, (channel, call) -> {
            RecordFile command = new RecordFile(asterisk.recordingName("beep"), "wav", "8", LONG).withBeep();
            // The beep takes less than half a second, which a busy machine may miss.
            Recording recorded = await().atMost(LONG)
                    .until(
                            () -> stage.typing(channel, call, command, "8"),
                            ended -> ended.reason() != Recording.Reason.DTMF);

            assertThat(recorded.reason()).isEqualTo(Recording.Reason.RANDOM_ERROR);
            assertThat(recorded.key()).contains('8');
            assertThat(recorded.failed()).isFalse();
        });
    }

    @Test
    void aBeepIsNotPartOfTheTime() {
        stage.call(this::aloud, (channel, call) -> {
            Recording recorded = channel.execute(
                    new RecordFile(asterisk.recordingName("beeped"), "wav", "8", Duration.ofSeconds(1)).withBeep());

            assertThat(recorded.reason()).isEqualTo(Recording.Reason.TIMEOUT);
            assertThat(recorded.end()).isBetween(800L, 12_000L).isEqualTo(samplesIn("beeped", "wav"));
        });
    }

    @Test
    void whatCannotBeWrittenIsNotRecordedAndTheScriptGoesOn() throws Exception {
        Files.writeString(asterisk.recordingFile("afile", "wav"), "a file is no folder");
        stage.call((channel, call) -> {
            Recording noFormat = channel.recordFile(asterisk.recordingName("x"), "nosuchformat", "", SHORT);
            assertThat(noFormat).isEqualTo(new Recording(Recording.Reason.WRITE_FILE, "writefile", -1, -1));
            assertThat(noFormat.failed()).isTrue();
            Recording noFolder = channel.recordFile(asterisk.recordingName("afile.wav/x"), "wav", "", SHORT);
            assertThat(noFolder.reason()).isEqualTo(Recording.Reason.WRITE_FILE);
            channel.noop();
            assertThat(channel.isHungUp()).isFalse();
        });
    }

    // ---- text ----

    @Test
    void textIsReceivedWhole() {
        stage.call((channel, call) -> {
            String text = "a (bracketed) text, \"quoted\" and äöü";

            assertThat(texting(channel, call, new ReceiveText(LONG), text)).isEqualTo(new Text(text, false));
            assertThat(texting(channel, call, new ReceiveChar(LONG), "ä").code())
                    .isEqualTo(0xC3);
            assertThat(texting(channel, call, new ReceiveChar(LONG), "ä").character())
                    .isEmpty();
            assertThat(channel.receiveText(SHORT)).isEqualTo(new Text("", true));
            assertThat(channel.receiveChar(SHORT)).isEqualTo(new ReceivedChar(0, true));
        });
    }

    private <R> R texting(AgiChannel channel, LiveCall call, AgiCommand<R> command, String text) {
        CompletableFuture<R> result = stage.begin(channel, command);
        asterisk.ami().action("SendText", Map.of("Channel", call.farChannel(), "Message", text));
        return Stage.await(result);
    }

    // ---- a hang-up in the middle ----

    /** Whatever plays, records or waits, made for a sound that is long enough. */
    private static Map<String, AgiCommand<?>> waiting(String sound, String recording) {
        Map<String, AgiCommand<?>> commands = new TreeMap<>(SAYING);
        commands.put("STREAM FILE", new StreamFile(sound, ""));
        commands.put("CONTROL STREAM FILE", new ControlStreamFile(sound, ""));
        commands.put("GET DATA", new GetData(sound, LONG));
        commands.put("GET OPTION", new GetOption(sound, "1", LONG));
        commands.put("GET DATA after its prompt", new GetData("", LONG));
        commands.put("WAIT FOR DIGIT", new WaitForDigit(LONG));
        commands.put("RECORD FILE", new RecordFile(recording, "wav", "", LONG));
        commands.put("RECEIVE CHAR", new ReceiveChar(LONG));
        commands.put("RECEIVE TEXT", new ReceiveText(LONG));
        commands.put("EXEC", new Exec("Wait", "20"));
        return commands;
    }

    static Iterable<String> waitingCommands() {
        return waiting("x", "x").keySet();
    }

    @ParameterizedTest
    @MethodSource("waitingCommands")
    void aHangUpInTheMiddleEndsTheCommand(String name) {
        CallResult result = stage.call((channel, call) -> {
            AgiCommand<?> command =
                    waiting(tone20(), asterisk.recordingName("cut")).get(name);
            CompletableFuture<?> running = stage.begin(channel, command);
            long began = System.nanoTime();
            assertThat(call.hangUpFar()).isTrue();

            assertThatExceptionOfType(AgiHangupException.class)
                    .isThrownBy(() -> Stage.await(running))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(HangupReason.HANGUP));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            assertThat(channel.isHungUp()).isTrue();
        });

        assertThat(result.agiStatus()).isEqualTo("HANGUP");
        assertThat(result.outcome()).isEqualTo("done");
    }

    @Test
    void afterAPromptAHangUpLooksToGetOptionLikeTheEndOfTheWait() {
        stage.call((channel, call) -> {
            CompletableFuture<Playback> running =
                    stage.begin(channel, new GetOption(asterisk.sound("tone-1"), "1", LONG));
            Stage.pause(Duration.ofMillis(1300));
            call.hangUpFar();

            assertThat(Stage.await(running).key()).isEmpty();
            assertThatExceptionOfType(AgiHangupException.class).isThrownBy(channel::answer);
        });
    }

    // ---- a dead channel ----

    @Test
    void onADeadChannelOnlyTheCommandsWorkThatAsteriskAllowsThere() {
        Map<String, Boolean> shown = FastAgiCommandsTest.shown(asterisk);
        Map<String, Boolean> allowed = new TreeMap<>();
        stage.call((channel, call) -> {
            call.hangUpFar();
            await().until(channel::isHungUp);
            for (String command : shown.keySet()) {
                allowed.put(command, allowed(channel, command));
            }
        });

        assertThat(allowed).isEqualTo(shown);
        assertThat(allowed.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey))
                .containsExactly(
                        "ASYNCAGI BREAK",
                        "DATABASE DEL",
                        "DATABASE DELTREE",
                        "DATABASE GET",
                        "DATABASE PUT",
                        "EXEC",
                        "GET FULL VARIABLE",
                        "GET VARIABLE",
                        "NOOP",
                        "SET VARIABLE",
                        "SPEECH DESTROY",
                        "SPEECH UNLOAD GRAMMAR",
                        "VERBOSE");
    }

    /** A line without arguments is enough: a wrong usage (520) means that the command itself is allowed. */
    private static boolean allowed(AgiChannel channel, String command) {
        try {
            channel.raw(command);
            return true;
        } catch (AgiHangupException e) {
            assertThat(e.reply().map(AgiReply::status)).as(command).contains(511);
            return false;
        } catch (AgiCommandException e) {
            assertThat(e.reply().status()).as(command).isEqualTo(520);
            return true;
        }
    }
}
