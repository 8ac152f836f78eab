// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.offhook.agi.AgiCommand.UNLIMITED;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;

/** The line of every command, with all its optional arguments. */
class CommandLineTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Instant EPOCH = Instant.EPOCH;

    @ParameterizedTest
    @MethodSource
    void commandsWriteTheLineThatAsteriskExpects(AgiCommand<?> command, String line) {
        assertThat(command.line()).isEqualTo(line);
        AgiLine.check(line, 2046);
    }

    static Stream<Arguments> commandsWriteTheLineThatAsteriskExpects() {
        ControlStreamFile control = new ControlStreamFile("menu", "9");
        RecordFile record = new RecordFile("/tmp/x", "wav", "#", Duration.ofSeconds(3));
        return Stream.of(
                arguments(new Answer(), "ANSWER"),
                arguments(new AsyncAgiBreak(), "ASYNCAGI BREAK"),
                arguments(new ChannelStatus(), "CHANNEL STATUS"),
                arguments(new ChannelStatus("PJSIP/a-1"), "CHANNEL STATUS \"PJSIP/a-1\""),
                arguments(control, "CONTROL STREAM FILE \"menu\" \"9\""),
                arguments(new ControlStreamFile("menu", ""), "CONTROL STREAM FILE \"menu\" \"\""),
                arguments(control.withSkip(SECOND), "CONTROL STREAM FILE \"menu\" \"9\" 1000 \"\" \"\" \"\""),
                arguments(control.withPauseKeys("0"), "CONTROL STREAM FILE \"menu\" \"9\" 3000 \"\" \"\" \"0\""),
                arguments(
                        control.withWindKeys("3", "1").withOffset(SECOND),
                        "CONTROL STREAM FILE \"menu\" \"9\" 3000 \"3\" \"1\" \"\" 1000"),
                arguments(control.withOffset(SECOND), "CONTROL STREAM FILE \"menu\" \"9\" 3000 \"\" \"\" \"\" 1000"),
                arguments(new DatabaseDel("f", "k"), "DATABASE DEL \"f\" \"k\""),
                arguments(new DatabaseDelTree("f"), "DATABASE DELTREE \"f\""),
                arguments(new DatabaseDelTree("f", "k/x"), "DATABASE DELTREE \"f\" \"k/x\""),
                arguments(new DatabaseGet("f", "k"), "DATABASE GET \"f\" \"k\""),
                arguments(new DatabasePut("f", "k", ""), "DATABASE PUT \"f\" \"k\" \"\""),
                arguments(new Exec("NoOp", ""), "EXEC \"NoOp\""),
                arguments(Exec.of("NoOp"), "EXEC \"NoOp\""),
                arguments(Exec.of("Set", "A=\"1\""), "EXEC \"Set\" \"A=\\\"1\\\"\""),
                arguments(Exec.of("Dial", "PJSIP/a", "", "tT"), "EXEC \"Dial\" \"PJSIP/a,,tT\""),
                arguments(new GetData("beep"), "GET DATA \"beep\""),
                arguments(new GetData("", SECOND), "GET DATA \"\" 1000"),
                arguments(new GetData("beep", SECOND, 4), "GET DATA \"beep\" 1000 4"),
                arguments(new GetData("beep", Duration.ZERO, 4), "GET DATA \"beep\" 0 4"),
                arguments(new GetData("beep", UNLIMITED), "GET DATA \"beep\" -1"),
                arguments(new GetData("beep", Duration.ofNanos(1)), "GET DATA \"beep\" 1"),
                arguments(new GetData("beep", Duration.ofNanos(2_000_001)), "GET DATA \"beep\" 3"),
                arguments(new GetFullVariable("${A} x"), "GET FULL VARIABLE \"${A} x\""),
                arguments(new GetFullVariable("${A}", "SIP/1"), "GET FULL VARIABLE \"${A}\" \"SIP/1\""),
                arguments(new GetOption("beep", "12", SECOND), "GET OPTION \"beep\" \"12\" 1000"),
                arguments(new GetOption("beep", "12", UNLIMITED), "GET OPTION \"beep\" \"12\" -1"),
                arguments(new GetVariable("CALLERID(num)"), "GET VARIABLE \"CALLERID(num)\""),
                arguments(new Gosub("sub", "s", "1"), "GOSUB \"sub\" \"s\" \"1\""),
                arguments(new Gosub("sub", "s", "go", "a", "b c"), "GOSUB \"sub\" \"s\" \"go\" \"a,b c\""),
                arguments(new Gosub("sub", "s", "1", List.of("a")), "GOSUB \"sub\" \"s\" \"1\" \"a\""),
                arguments(new Hangup(), "HANGUP"),
                arguments(new Hangup("PJSIP/a-1"), "HANGUP \"PJSIP/a-1\""),
                arguments(new Noop(), "NOOP"),
                arguments(new RawCommand("NOOP  as it is"), "NOOP  as it is"),
                arguments(new ReceiveChar(SECOND), "RECEIVE CHAR 1000"),
                arguments(new ReceiveText(Duration.ZERO), "RECEIVE TEXT 0"),
                arguments(record, "RECORD FILE \"/tmp/x\" \"wav\" \"#\" 3000"),
                arguments(record.withBeep(), "RECORD FILE \"/tmp/x\" \"wav\" \"#\" 3000 BEEP"),
                arguments(record.withMaxSilence(SECOND), "RECORD FILE \"/tmp/x\" \"wav\" \"#\" 3000 s=1"),
                arguments(
                        record.withMaxSilence(Duration.ofMillis(1001)),
                        "RECORD FILE \"/tmp/x\" \"wav\" \"#\" 3000 s=2"),
                arguments(
                        record.withOffset(EndPosition.of(SECOND)).withBeep().withMaxSilence(SECOND),
                        "RECORD FILE \"/tmp/x\" \"wav\" \"#\" 3000 8000 BEEP s=1"),
                arguments(new RecordFile("/tmp/x", "wav", "", UNLIMITED), "RECORD FILE \"/tmp/x\" \"wav\" \"\" -1"),
                arguments(new SayAlpha("a1", ""), "SAY ALPHA \"a1\" \"\""),
                arguments(new SayAlpha("a1", "#", SayAlpha.LetterCase.ALL), "SAY ALPHA \"a1\" \"#\" a"),
                arguments(new SayAlpha("a1", "#", SayAlpha.LetterCase.LOWER), "SAY ALPHA \"a1\" \"#\" l"),
                arguments(new SayAlpha("a1", "#", SayAlpha.LetterCase.UPPER), "SAY ALPHA \"a1\" \"#\" u"),
                arguments(new SayDate(EPOCH, ""), "SAY DATE 0 \"\""),
                arguments(new SayTime(Instant.ofEpochSecond(-1), "1"), "SAY TIME -1 \"1\""),
                arguments(new SayDateTime(EPOCH, ""), "SAY DATETIME 0 \"\""),
                arguments(new SayDateTime(Instant.parse("2100-01-01T00:00:00Z"), ""), "SAY DATETIME 4102444800 \"\""),
                arguments(new SayDateTime(EPOCH, "").withFormat("HM"), "SAY DATETIME 0 \"\" \"HM\""),
                arguments(
                        new SayDateTime(EPOCH, "").withFormat("HM", ZoneId.of("Europe/Berlin")),
                        "SAY DATETIME 0 \"\" \"HM\" \"Europe/Berlin\""),
                arguments(
                        new SayDateTime(EPOCH, "").withFormat("HM", ZoneOffset.UTC),
                        "SAY DATETIME 0 \"\" \"HM\" \"UTC\""),
                arguments(new SayDigits("007*#-", "*"), "SAY DIGITS \"007*#-\" \"*\""),
                arguments(new SayDigits("-1", ""), "SAY DIGITS \"-1\" \"\""),
                arguments(new SayNumber(-12, ""), "SAY NUMBER -12 \"\""),
                arguments(new SayNumber(12, "D", "f"), "SAY NUMBER 12 \"D\" \"f\""),
                arguments(new SayPhonetic("ab", ""), "SAY PHONETIC \"ab\" \"\""),
                arguments(new SendImage("logo"), "SEND IMAGE \"logo\""),
                arguments(new SendText("say \"hi\""), "SEND TEXT \"say \\\"hi\\\"\""),
                arguments(new SetAutoHangup(SECOND), "SET AUTOHANGUP 1"),
                arguments(new SetAutoHangup(Duration.ofMillis(1500)), "SET AUTOHANGUP 1.5"),
                arguments(new SetAutoHangup(Duration.ofSeconds(100)), "SET AUTOHANGUP 100"),
                arguments(SetAutoHangup.off(), "SET AUTOHANGUP 0"),
                arguments(new SetCallerId("5551"), "SET CALLERID \"5551\""),
                arguments(
                        SetCallerId.of("Joe \"X\" \\", "5551"),
                        "SET CALLERID \"\\\"Joe \\\\\\\"X\\\\\\\" \\\\\\\\\\\" <5551>\""),
                arguments(new SetContext("c"), "SET CONTEXT \"c\""),
                arguments(new SetExtension("s"), "SET EXTENSION \"s\""),
                arguments(new SetPriority(3), "SET PRIORITY \"3\""),
                arguments(new SetPriority("label"), "SET PRIORITY \"label\""),
                arguments(SetMusic.on(), "SET MUSIC ON"),
                arguments(SetMusic.on("jazz"), "SET MUSIC ON \"jazz\""),
                arguments(SetMusic.off(), "SET MUSIC OFF"),
                arguments(new SetVariable("A", "back\\slash"), "SET VARIABLE \"A\" \"back\\\\slash\""),
                arguments(new SetVariable("A", ""), "SET VARIABLE \"A\" \"\""),
                arguments(new SpeechActivateGrammar("g"), "SPEECH ACTIVATE GRAMMAR \"g\""),
                arguments(new SpeechCreate(""), "SPEECH CREATE \"\""),
                arguments(new SpeechDeactivateGrammar("g"), "SPEECH DEACTIVATE GRAMMAR \"g\""),
                arguments(new SpeechDestroy(), "SPEECH DESTROY"),
                arguments(new SpeechLoadGrammar("g", "/p"), "SPEECH LOAD GRAMMAR \"g\" \"/p\""),
                arguments(new SpeechRecognize("beep", Duration.ofMillis(1500)), "SPEECH RECOGNIZE \"beep\" 2"),
                arguments(new SpeechRecognize("beep", UNLIMITED, 800), "SPEECH RECOGNIZE \"beep\" 0 800"),
                arguments(new SpeechSet("n", "v"), "SPEECH SET \"n\" \"v\""),
                arguments(new SpeechUnloadGrammar("g"), "SPEECH UNLOAD GRAMMAR \"g\""),
                arguments(new StreamFile("beep", "789"), "STREAM FILE \"beep\" \"789\""),
                arguments(new StreamFile("beep", "", 1600), "STREAM FILE \"beep\" \"\" 1600"),
                arguments(new TddMode(TddMode.Mode.MATE), "TDD MODE mate"),
                arguments(new Verbose("hi there", 3), "VERBOSE \"hi there\" 3"),
                arguments(new WaitForDigit(SECOND), "WAIT FOR DIGIT 1000"),
                arguments(WaitForDigit.forever(), "WAIT FOR DIGIT -1"));
    }
}
