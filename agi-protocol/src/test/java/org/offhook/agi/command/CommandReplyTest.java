// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiTruncatedException;

/** What every form of every reply means. The replies are as Asterisk 16 and 22 sent them, where they could be made to. */
class CommandReplyTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final EndPosition.Unit SAMPLES = EndPosition.Unit.SAMPLES;
    private static final EndPosition.Unit MILLIS = EndPosition.Unit.MILLISECONDS;

    @ParameterizedTest
    @MethodSource
    void repliesHaveTheirMeaning(AgiCommand<?> command, String reply, Object meaning) {
        assertThat((Object) command.result(AgiReply.parse(reply))).isEqualTo(meaning);
    }

    static Stream<Arguments> repliesHaveTheirMeaning() {
        return Stream.of(yesAndNo(), media(), recording(), keysAndText(), values(), others())
                .flatMap(s -> s);
    }

    @ParameterizedTest
    @MethodSource
    void repliesOfStoppedCommandsSaySo(AgiCommand<?> command, String reply, Object meaning) {
        assertThat((Object) command.result(AgiReply.parse(reply).asStopped())).isEqualTo(meaning);
        assertThat((Object) command.result(AgiReply.parse(reply)))
                .as("not stopped")
                .isNotEqualTo(meaning);
    }

    static Stream<Arguments> repliesOfStoppedCommandsSaySo() {
        return Stream.of(
                arguments(new StreamFile("f", "D"), "200 result=0 endpos=6400", new Playback(0, 6400, SAMPLES, true)),
                arguments(
                        new StreamFile("f", ""),
                        "200 result=0 (stopped) endpos=-1", // written by the FastAGI transport
                        new Playback(0, -1, SAMPLES, true)),
                arguments(
                        new ControlStreamFile("f", ""), "200 result=0 endpos=820", new Playback(0, 820, MILLIS, true)),
                arguments(
                        new GetOption("f", "1", SECOND),
                        "200 result=0 endpos=4000",
                        new Playback(0, 4000, SAMPLES, true)),
                arguments(new GetData("f"), "200 result=12", new Digits("12", false, false, true)),
                arguments(new GetData("f"), "200 result= (stopped)", new Digits("", false, false, true)),
                arguments(new SayDigits("1", "D"), "200 result=68", new KeyPress('D', true)),
                arguments(new Exec("Playback", "f"), "200 result=0", new ExecResult(0, true)),
                arguments(
                        new RecordFile("f", "wav", "D", SECOND),
                        "200 result=68 (dtmf) endpos=800",
                        new Recording(Recording.Reason.DTMF, "dtmf", 'D', 800, true)));
    }

    private static Stream<Arguments> yesAndNo() {
        return Stream.of(
                arguments(new Answer(), "200 result=0", true),
                arguments(new Answer(), "200 result=-1", false),
                arguments(new Hangup(), "200 result=1", true),
                arguments(new Hangup("nosuch"), "200 result=-1", false),
                arguments(new DatabaseDel("f", "k"), "200 result=1", true),
                arguments(new DatabaseDel("f", "k"), "200 result=0", false),
                arguments(new DatabaseDelTree("f"), "200 result=0", true),
                arguments(new DatabaseDelTree("f"), "200 result=1", false),
                arguments(new DatabasePut("f", "k", "v"), "200 result=1", true),
                arguments(new DatabasePut("f", "k", "v"), "200 result=0", false),
                arguments(new SendText("x"), "200 result=0", true),
                arguments(new SendText("x"), "200 result=-1", false),
                arguments(new TddMode(TddMode.Mode.ON), "200 result=1", true),
                arguments(new TddMode(TddMode.Mode.ON), "200 result=0", false),
                arguments(new SpeechCreate("e"), "200 result=1", true),
                arguments(new SpeechCreate("e"), "200 result=0", false),
                arguments(new SpeechSet("a", "b"), "200 result=0", false),
                arguments(new SpeechDestroy(), "200 result=1", true),
                arguments(new SpeechLoadGrammar("a", "b"), "200 result=0", false),
                arguments(new SpeechUnloadGrammar("a"), "200 result=1", true),
                arguments(new SpeechActivateGrammar("a"), "200 result=0", false),
                arguments(new SpeechDeactivateGrammar("a"), "200 result=1", true));
    }

    private static Stream<Arguments> media() {
        StreamFile stream = new StreamFile("f", "789");
        ControlStreamFile control = new ControlStreamFile("f", "9");
        GetOption option = new GetOption("f", "789", SECOND);
        return Stream.of(
                arguments(stream, "200 result=0 endpos=3520", new Playback(0, 3520, SAMPLES)),
                arguments(stream, "200 result=55 endpos=1600", new Playback('7', 1600, SAMPLES)),
                arguments(stream, "200 result=-1 endpos=0", new Playback(-1, 0, SAMPLES)),
                arguments(stream, "200 result=-1 endpos=4000", new Playback(-1, 4000, SAMPLES)),
                arguments(control, "200 result=0 endpos=-1", new Playback(0, -1, MILLIS)),
                arguments(control, "200 result=57 endpos=200", new Playback('9', 200, MILLIS)),
                arguments(control, "200 result=-1 endpos=-1", new Playback(-1, -1, MILLIS)),
                arguments(control, "200 result=0", new Playback(0, -1, MILLIS)), // Asterisk 11
                arguments(option, "200 result=56 endpos=1600", new Playback('8', 1600, SAMPLES)),
                arguments(option, "200 result=0 endpos=3520", new Playback(0, 3520, SAMPLES)),
                arguments(option, "200 result=-1 endpos=0", new Playback(-1, 0, SAMPLES)));
    }

    private static Stream<Arguments> recording() {
        RecordFile record = new RecordFile("f", "wav", "#", SECOND);
        return Stream.of(
                arguments(
                        record, "200 result=35 (dtmf) endpos=8000", recorded(Recording.Reason.DTMF, "dtmf", 35, 8000)),
                arguments(
                        record, "200 result=0 (timeout) endpos=0", recorded(Recording.Reason.TIMEOUT, "timeout", 0, 0)),
                arguments(
                        record,
                        "200 result=1940 (timeout) endpos=16000",
                        recorded(Recording.Reason.TIMEOUT, "timeout", 1940, 16000)),
                arguments(
                        record,
                        "200 result=-1 (hangup) endpos=640",
                        recorded(Recording.Reason.HANGUP, "hangup", -1, 640)),
                arguments(
                        record,
                        "200 result=42 (randomerror) endpos=0",
                        recorded(Recording.Reason.RANDOM_ERROR, "randomerror", 42, 0)),
                arguments(
                        record,
                        "200 result=-1 (randomerror) endpos=0",
                        recorded(Recording.Reason.RANDOM_ERROR, "randomerror", -1, 0)),
                arguments(
                        record,
                        "200 result=-1 (writefile)",
                        recorded(Recording.Reason.WRITE_FILE, "writefile", -1, -1)),
                arguments(
                        record,
                        "200 result=-1 (waitfor) endpos=80",
                        recorded(Recording.Reason.WAIT_FOR, "waitfor", -1, 80)),
                arguments(record, "200 result=-1", recorded(Recording.Reason.OTHER, "", -1, -1)),
                arguments(record, "200 result=7 (moon) endpos=8", recorded(Recording.Reason.OTHER, "moon", 7, 8)));
    }

    private static Recording recorded(Recording.Reason reason, String note, int code, long end) {
        return new Recording(reason, note, code, end);
    }

    private static Stream<Arguments> keysAndText() {
        WaitForDigit wait = new WaitForDigit(SECOND);
        GetData data = new GetData("f", SECOND, 5);
        ReceiveChar receiveChar = new ReceiveChar(SECOND);
        ReceiveText receiveText = new ReceiveText(SECOND);
        return Stream.of(
                arguments(wait, "200 result=53", new KeyPress('5')),
                arguments(wait, "200 result=65", new KeyPress('A')),
                arguments(wait, "200 result=0", new KeyPress(0)),
                arguments(wait, "200 result=1", new KeyPress(1, true)),
                arguments(wait, "200 result=1000", new KeyPress(1000, true)),
                arguments(wait, "200 result=-1", new KeyPress(-1)),
                arguments(new SayAlpha("a", ""), "200 result=51", new KeyPress('3')),
                arguments(new SayDate(Instant.EPOCH, ""), "200 result=51", new KeyPress('3')),
                arguments(new SayDateTime(Instant.EPOCH, ""), "200 result=51", new KeyPress('3')),
                arguments(new SayDigits("1", ""), "200 result=0", new KeyPress(0)),
                arguments(new SayNumber(1, ""), "200 result=42", new KeyPress('*')),
                arguments(new SayPhonetic("a", ""), "200 result=35", new KeyPress('#')),
                arguments(new SayTime(Instant.EPOCH, ""), "200 result=-1", new KeyPress(-1)),
                arguments(data, "200 result=12", new Digits("12", false, false)),
                arguments(data, "200 result=0012", new Digits("0012", false, false)),
                arguments(data, "200 result=1", new Digits("1", false, false)),
                arguments(data, "200 result=*9D", new Digits("*9D", false, false)),
                arguments(data, "200 result=", new Digits("", false, false)),
                arguments(data, "200 result=12 (timeout)", new Digits("12", true, false)),
                arguments(data, "200 result= (timeout)", new Digits("", true, false)),
                arguments(data, "200 result=-1", new Digits("", false, true)),
                arguments(receiveChar, "200 result=88", new ReceivedChar('X', false)),
                arguments(receiveChar, "200 result=195", new ReceivedChar(195, false)),
                arguments(receiveChar, "200 result=0 (timeout)", new ReceivedChar(0, true)),
                arguments(receiveChar, "200 result=-1 (hangup)", new ReceivedChar(0, true)),
                arguments(receiveText, "200 result=1 (Hi there))", new Text("Hi there)", false)),
                arguments(receiveText, "200 result=1 ()", new Text("", false)),
                arguments(receiveText, "200 result=1 (a\nb)", new Text("a\nb", false)),
                arguments(receiveText, "200 result=-1", new Text("", true)));
    }

    private static Stream<Arguments> values() {
        return Stream.of(
                arguments(new GetVariable("A"), "200 result=1 (x\"y)", Optional.of("x\"y")),
                arguments(new GetVariable("A"), "200 result=1 (paren)x)", Optional.of("paren)x")),
                arguments(new GetVariable("A"), "200 result=1 ()", Optional.of("")),
                arguments(new GetVariable("A"), "200 result=1 (a\n200 result=1\nb)", Optional.of("a\n200 result=1\nb")),
                arguments(
                        new GetVariable("A"), "200 result=1 (" + "y".repeat(1022) + ")", Optional.of("y".repeat(1022))),
                arguments(new GetVariable("A"), "200 result=0", Optional.empty()),
                arguments(new GetFullVariable("${A}"), "200 result=1 ( x agi)", Optional.of(" x agi")),
                arguments(new GetFullVariable("${A}"), "200 result=1 ()", Optional.of("")),
                arguments(new GetFullVariable("${A}", "nosuch"), "200 result=0", Optional.empty()),
                arguments(
                        new GetFullVariable("${A}"),
                        "200 result=1 (" + "y".repeat(4000) + ")",
                        Optional.of("y".repeat(4000))),
                arguments(new DatabaseGet("f", "k"), "200 result=1 (v )x)", Optional.of("v )x")),
                arguments(new DatabaseGet("f", "k"), "200 result=1 ()", Optional.of("")),
                arguments(new DatabaseGet("f", "k"), "200 result=0", Optional.empty()));
    }

    private static Stream<Arguments> others() {
        Gosub gosub = new Gosub("c", "s", "1");
        return Stream.of(
                arguments(new ChannelStatus(), "200 result=6", Optional.of(ChannelState.UP)),
                arguments(new ChannelStatus(), "200 result=65542", Optional.of(ChannelState.UP)),
                arguments(new ChannelStatus(), "200 result=77", Optional.of(ChannelState.UNKNOWN)),
                arguments(new ChannelStatus("nosuch"), "200 result=-1", Optional.empty()),
                arguments(new Exec("NoOp", ""), "200 result=0", new ExecResult(0)),
                arguments(new Exec("Wait", "1"), "200 result=-1", new ExecResult(-1)),
                arguments(new Exec("Nosuch", ""), "200 result=-2", new ExecResult(-2)),
                arguments(gosub, "200 result=0 Gosub complete", new GosubResult(GosubResult.Outcome.COMPLETE, 0)),
                arguments(
                        gosub,
                        "200 result=0 Gosub complete (abnormal exit)",
                        new GosubResult(GosubResult.Outcome.ABNORMAL_EXIT, 0)),
                arguments(
                        gosub,
                        "200 result=-1 Gosub label not found",
                        new GosubResult(GosubResult.Outcome.LABEL_NOT_FOUND, -1)),
                arguments(gosub, "200 result=-3 Gosub failed", new GosubResult(GosubResult.Outcome.FAILED, -3)),
                arguments(new Noop(), "200 result=0", AgiReply.parse("200 result=0")),
                arguments(new RawCommand("X"), "200 result=5 (y)", AgiReply.parse("200 result=5 (y)")));
    }

    @ParameterizedTest
    @MethodSource
    void speechHasSixForms(String reply, SpeechResult meaning) {
        assertThat(new SpeechRecognize("beep", SECOND).result(AgiReply.parse(reply)))
                .isEqualTo(meaning);
    }

    static Stream<Arguments> speechHasSixForms() {
        EndPosition end = new EndPosition(1600, SAMPLES);
        return Stream.of(
                arguments(
                        "200 result=1 (speech) endpos=1600 results=2 score0=950 text0=\"say \"yes\" now\" grammar0=my"
                                + " words score1=-3 text1=\"\" grammar1=g(1)",
                        new SpeechResult.Recognized(
                                List.of(
                                        new SpeechResult.Match(950, "say \"yes\" now", "my words"),
                                        new SpeechResult.Match(-3, "", "g(1)")),
                                end)),
                arguments("200 result=1 (speech) endpos=1600 results=0 ", new SpeechResult.Recognized(List.of(), end)),
                arguments(
                        "200 result=1 (speech) endpos=1600 results=2 score0=1 text0=\"a\" grammar0=g score1=2 text1=\"cu",
                        new SpeechResult.Recognized(List.of(new SpeechResult.Match(1, "a", "g")), end)),
                arguments("200 result=1 (digit) digit=# endpos=1600", new SpeechResult.KeyPressed('#', end)),
                arguments("200 result=1 (hangup) endpos=1600", new SpeechResult.HungUp(end)),
                arguments("200 result=1 (timeout) endpos=1600", new SpeechResult.TimedOut(end)),
                arguments("200 result=0 endpos=1600", new SpeechResult.Nothing(end)),
                arguments("200 result=0", new SpeechResult.Unavailable()));
    }

    @ParameterizedTest
    @MethodSource
    void aReplyThatTheCommandCannotReadIsAnErrorThatHoldsBoth(AgiCommand<?> command, String text) {
        AgiReply reply = AgiReply.parse(text);
        assertThatExceptionOfType(AgiCommandException.class)
                .isThrownBy(() -> command.result(reply))
                .satisfies(e -> {
                    assertThat(e.command()).isEqualTo(command.line());
                    assertThat(e.reply()).isEqualTo(reply);
                    assertThat(e).hasMessageContaining(command.getClass().getSimpleName());
                });
    }

    static Stream<Arguments> aReplyThatTheCommandCannotReadIsAnErrorThatHoldsBoth() {
        SpeechRecognize speech = new SpeechRecognize("f", SECOND);
        return Stream.of(
                arguments(new StreamFile("f", ""), "200 result=x endpos=0"),
                arguments(new StreamFile("f", ""), "200 result=127 endpos=0"),
                arguments(new StreamFile("f", ""), "200 result=-2 endpos=0"),
                arguments(new WaitForDigit(SECOND), "200 result="),
                arguments(new WaitForDigit(SECOND), "200 result=4294967295"),
                arguments(new WaitForDigit(SECOND), "200"),
                arguments(new RecordFile("f", "wav", "", SECOND), "200 result= (dtmf) endpos=1"),
                arguments(new ReceiveChar(SECOND), "200 result=256"),
                arguments(new ReceiveText(SECOND), "200 result=0"),
                arguments(new ReceiveText(SECOND), "200 result=1"),
                arguments(new DatabaseGet("f", "k"), "200 result=-1"),
                arguments(new GetVariable("A"), "200 result=1"),
                arguments(new GetVariable("A"), "200 result=2 (x)"),
                arguments(new SpeechSet("a", "b"), "200 result=-1"),
                arguments(new Gosub("c", "s", "1"), "200 result=0 Gosub something"),
                arguments(new Exec("NoOp", ""), "200 result=yes"),
                arguments(new ChannelStatus(), "200 result="),
                arguments(speech, "200 result=1 (laughter) endpos=1"),
                arguments(speech, "200 result=1 (digit) endpos=1"),
                arguments(speech, "200 result=1 (speech)"),
                arguments(speech, "200 result=1 (speech) endpos=1 results=1 score0=x text0=\"a\" grammar0=g"));
    }

    @Test
    void theMessageOfAnErrorDoesNotShowTheLineOrTheReply() {
        assertThatExceptionOfType(AgiCommandException.class)
                .isThrownBy(() -> new GetVariable("SECRET_NAME").result(AgiReply.parse("200 result=2 (secret-value)")))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainIgnoringCase("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 result=1 (cut here", "200 result=1 (cut (even) here", "200 result=1 ("})
    void aValueWithoutItsEndWasCut(String text) {
        for (AgiCommand<?> command : List.of(
                new GetVariable("A"),
                new GetFullVariable("${A}"),
                new DatabaseGet("f", "k"),
                new ReceiveText(SECOND))) {
            AgiReply reply = AgiReply.parse(text);
            assertThatExceptionOfType(AgiTruncatedException.class)
                    .isThrownBy(() -> command.result(reply))
                    .satisfies(e -> assertThat(e.reply()).contains(reply));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1023, 1024, 5000})
    void aVariableOf1023BytesOrMoreIsNeverTakenForWhole(int length) {
        AgiReply reply = AgiReply.parse("200 result=1 (" + "y".repeat(length) + ")");
        assertThatExceptionOfType(AgiTruncatedException.class)
                .isThrownBy(() -> new GetVariable("A").result(reply))
                .satisfies(e -> assertThat(e.reply()).contains(reply));
    }

    @Test
    void theLengthOfAVariableCountsBytesNotCharacters() {
        AgiReply reply = AgiReply.of(("200 result=1 (" + "é".repeat(511) + "y)").getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(AgiTruncatedException.class).isThrownBy(() -> new GetVariable("A").result(reply));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void theStatesOfAChannelHaveTheirNumbers(int code) {
        assertThat(ChannelState.of(code).code()).isEqualTo(code);
        assertThat(ChannelState.of(code)).isNotEqualTo(ChannelState.UNKNOWN);
    }

    @Test
    void statesThatDoNotExistAreUnknown() {
        assertThat(List.of(ChannelState.of(10), ChannelState.of(-1), ChannelState.of(-65536)))
                .containsOnly(ChannelState.UNKNOWN);
    }
}
