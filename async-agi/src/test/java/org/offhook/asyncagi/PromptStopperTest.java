// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiReply;
import org.offhook.agi.SendAhead;
import org.offhook.agi.command.ControlStreamFile;
import org.offhook.agi.command.Exec;
import org.offhook.agi.command.GetData;
import org.offhook.agi.command.GetOption;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.command.RecordFile;
import org.offhook.agi.command.SayDateTime;
import org.offhook.agi.command.SayNumber;
import org.offhook.agi.command.StreamFile;
import org.offhook.agi.command.WaitForDigit;
import org.offhook.agi.spi.AgiTransport.Outgoing;
import org.offhook.ami.AmiAction;

/** Which commands are stopped how, and which replies show it. The replies are those of Asterisk 16 and 22. */
class PromptStopperTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private record Running(AgiCommand<?> command, String line) implements Outgoing {
        @Override
        public long token() {
            return 1;
        }

        @Override
        public Duration runTime() {
            return command.runTime();
        }

        @Override
        public boolean failureMayMeanHangup() {
            return command.failureMayMeanHangup();
        }

        @Override
        public SendAhead sendAhead() {
            return command.sendAhead();
        }
    }

    private static Outgoing running(AgiCommand<?> command) {
        return new Running(command, command.line());
    }

    private static Outgoing running(String line) {
        return running(new RawCommand(line));
    }

    private static String action(Outgoing command) {
        AmiAction<?> action = PromptStopper.actionFor(command, "17.4");
        return action == null ? "" : action.name() + " " + action.headers();
    }

    private static boolean isStop(Outgoing command, String reply) {
        return PromptStopper.isStop(command, AgiReply.parse(reply));
    }

    private static void isStoppedByControl(AgiCommand<?> command) {
        assertThat(action(running(command)))
                .startsWith("ControlPlayback")
                .contains("17.4")
                .contains("stop");
        assertThat(PromptStopper.isByDigit(running(command))).isFalse();
    }

    private static void isStoppedByDigit(AgiCommand<?> command, String digit) {
        AmiAction<?> action = PromptStopper.actionFor(running(command), "17.4");
        assertThat(action).isNotNull();
        assertThat(action.name()).isEqualTo("PlayDTMF");
        assertThat(action.headers().find("Channel")).contains("17.4");
        assertThat(action.headers().find("Digit")).contains(digit);
        assertThat(action.headers().find("Receive").orElse("")).matches("(?i)true|yes");
        assertThat(PromptStopper.isByDigit(running(command))).isTrue();
    }

    @Test
    void whatPlaysOrWaitsForAKeyIsStoppedLikeAPlayback() {
        isStoppedByControl(new StreamFile("a b", ""));
        isStoppedByControl(new ControlStreamFile("f", "#"));
        isStoppedByControl(new GetOption("f", "12", SECOND));
        isStoppedByControl(new WaitForDigit(SECOND));
        isStoppedByControl(Exec.of("Playback", "a&b", "noanswer"));
        isStoppedByControl(Exec.of("background", "a"));
        isStoppedByControl(Exec.of("ControlPlayback", "a"));
        isStoppedByControl(new RawCommand("stream  file \"f\" \"\""));
    }

    @Test
    void digitsAreForCommandsThatNothingElseStops() {
        isStoppedByDigit(new GetData("f", SECOND, 4), "#");
        isStoppedByDigit(new SayNumber(5, "12D"), "D");
        isStoppedByDigit(new SayDateTime(java.time.Instant.EPOCH, "D"), "D");
        isStoppedByDigit(new RecordFile("f", "wav", "#D", SECOND), "D");
        isStoppedByDigit(new RawCommand("say alpha \"hello \\\" you\" D"), "D");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SAY NUMBER \"5\" \"12\"",
                "SAY ALPHA \"ABCD\" \"\"",
                "SAY DIGITS 5",
                "RECORD FILE \"D\" \"D\" \"#\" \"1000\"",
                "RECEIVE TEXT 1000",
                "RECEIVE CHAR 1000",
                "EXEC \"Wait\" \"5\"",
                "EXEC \"Dial\" \"PJSIP/Playback\"",
                "EXEC",
                "SPEECH RECOGNIZE \"f\" 5",
                "GET VARIABLE \"STREAM\"",
                "NOOP STREAM FILE",
                "NOOP",
                ""
            })
    void othersAreLeftAlone(String line) {
        assertThat(PromptStopper.actionFor(running(line), "17.4")).isNull();
        assertThat(PromptStopper.isByDigit(running(line))).isFalse();
        assertThat(isStop(running(line), "200 result=0")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "STREAM FILE f \"\"; 200 result=0 endpos=6400; true",
                "STREAM FILE f 5; 200 result=53 endpos=6400; false",
                "STREAM FILE f 5; 200 result=-1 endpos=0; false",
                "STREAM FILE f 5; 511 Command Not Permitted on a dead channel; false",
                "CONTROL STREAM FILE f 5; 200 result=0 endpos=820; true",
                "CONTROL STREAM FILE f 5; 200 result=0 endpos=-1; false",
                "CONTROL STREAM FILE f 5; 200 result=53 endpos=820; false",
                "EXEC Playback f; 200 result=0; true",
                "EXEC Playback f; 200 result=-1; false",
                "GET OPTION f 5 2000; 200 result=0 endpos=6560; true",
                "GET OPTION f 5 2000; 200 result=53 endpos=6560; false",
                "WAIT FOR DIGIT 2000; 200 result=1000; true",
                "WAIT FOR DIGIT 2000; 200 result=0; false",
                "WAIT FOR DIGIT 2000; 200 result=68; false",
                "GET DATA f 2000 4; 200 result=12; true",
                "GET DATA f 2000 4; 200 result=; true",
                "GET DATA f; 200 result=123456; true",
                "GET DATA f 2000 4; 200 result=12 (timeout); false",
                "GET DATA f 2000 4; 200 result= (timeout); false",
                "GET DATA f 2000 4; 200 result=1234; false",
                "GET DATA f 2000 4; 200 result=-1; false",
                "SAY DIGITS 12345 D; 200 result=68; true",
                "SAY DIGITS 12345 D; 200 result=0; false",
                "SAY DIGITS 12345 5D; 200 result=53; false",
                "RECORD FILE f wav D 4000; 200 result=68 (dtmf) endpos=800; true",
                "RECORD FILE f wav D 4000; 200 result=0 (timeout) endpos=32000; false"
            })
    void theReplyTellsWhetherItWasStopped(String line, String reply, boolean stopped) {
        assertThat(isStop(running(line), reply)).isEqualTo(stopped);
    }
}
