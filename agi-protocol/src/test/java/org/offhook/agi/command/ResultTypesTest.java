// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the small types that commands answer with tell about themselves. */
class ResultTypesTest {

    @Test
    void aPlaybackThatAKeyInterruptedKnowsTheKeyAndTheTime() {
        Playback playback = new Playback('7', 1600, EndPosition.Unit.SAMPLES);

        assertThat(playback.key()).contains('7');
        assertThat(playback.finished()).isFalse();
        assertThat(playback.failed()).isFalse();
        assertThat(playback.endPosition().map(EndPosition::toDuration)).contains(Duration.ofMillis(200));
    }

    @Test
    void aPlaybackThatEndedHasNoKeyAndPerhapsNoPosition() {
        Playback playback = new Playback(0, -1, EndPosition.Unit.MILLISECONDS);

        assertThat(playback.key()).isEmpty();
        assertThat(playback.finished()).isTrue();
        assertThat(playback.failed()).isFalse();
        assertThat(playback.endPosition()).isEmpty();
    }

    @Test
    void aPlaybackThatFailedIsNotFinished() {
        Playback playback = new Playback(-1, 0, EndPosition.Unit.SAMPLES);

        assertThat(playback.key()).isEmpty();
        assertThat(playback.finished()).isFalse();
        assertThat(playback.failed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "8000, SAMPLES, 8000, 1000",
        "1, SAMPLES, 1, 0",
        "1000, MILLISECONDS, 8000, 1000",
        "0, MILLISECONDS, 0, 0"
    })
    void positionsKnowTheirUnit(long value, EndPosition.Unit unit, long samples, long millis) {
        EndPosition position = new EndPosition(value, unit);

        assertThat(position.samples()).isEqualTo(samples);
        assertThat(position.toDuration()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void whatWasStoppedHasNoKeyAndDidNotFinish() {
        Playback played = new Playback('D', 800, EndPosition.Unit.SAMPLES, true);
        assertThat(played.key()).isEmpty();
        assertThat(played.finished()).isFalse();
        assertThat(played.failed()).isFalse();
        assertThat(new Playback(0, 800, EndPosition.Unit.SAMPLES, true).finished())
                .isFalse();
        assertThat(new Playback(0, 800, EndPosition.Unit.SAMPLES).finished()).isTrue();

        Recording recorded = new Recording(Recording.Reason.DTMF, "dtmf", 'D', 800, true);
        assertThat(recorded.key()).isEmpty();
        assertThat(recorded.failed()).isFalse();
    }

    @Test
    void aKeyPressTellsItsFiveCases() {
        assertThat(new KeyPress('#').key()).contains('#');
        assertThat(new KeyPress('#').is('#')).isTrue();
        assertThat(new KeyPress('#').is('*')).isFalse();
        assertThat(new KeyPress('#').none()).isFalse();

        assertThat(new KeyPress(0).none()).isTrue();
        assertThat(new KeyPress(0).key()).isEmpty();
        assertThat(new KeyPress(0).is((char) 0)).isFalse();

        assertThat(new KeyPress(0).stopped()).isFalse();
        assertThat(new KeyPress('1').stopped()).isFalse();
        for (KeyPress stopped : List.of(new KeyPress(1), new KeyPress(1000), new KeyPress('D', true))) {
            assertThat(stopped.stopped()).isTrue();
            assertThat(stopped.key()).isEmpty();
            assertThat(stopped.is('D')).isFalse();
            assertThat(stopped.none()).isFalse();
            assertThat(stopped.failed()).isFalse();
        }

        assertThat(new KeyPress(-1).failed()).isTrue();
        assertThat(new KeyPress(-1).key()).isEmpty();
        assertThat(new KeyPress(0).failed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "DTMF, 35, true, false",
        "TIMEOUT, 0, false, false",
        "TIMEOUT, 1940, false, false",
        "HANGUP, -1, false, false",
        "RANDOM_ERROR, 42, true, false",
        "RANDOM_ERROR, -1, false, true",
        "WRITE_FILE, -1, false, true",
        "WAIT_FOR, -1, false, true",
        "OTHER, 7, false, false",
        "OTHER, -1, false, true"
    })
    void aRecordingHasAKeyAndFailsOnlyForSomeReasons(Recording.Reason reason, int code, boolean key, boolean failed) {
        Recording recording = new Recording(reason, "note", code, 8000);

        assertThat(recording.key().isPresent()).isEqualTo(key);
        assertThat(recording.failed()).isEqualTo(failed);
        assertThat(recording.endPosition().map(EndPosition::toDuration)).contains(Duration.ofSeconds(1));
    }

    @Test
    void aRecordingThatCouldNotBeWrittenHasNoPosition() {
        assertThat(new Recording(Recording.Reason.WRITE_FILE, "writefile", -1, -1).endPosition())
                .isEmpty();
    }

    @Test
    void aReceivedByteIsACharacterOnlyIfItIsAscii() {
        assertThat(new ReceivedChar('X', false).character()).contains('X');
        assertThat(new ReceivedChar(195, false).character()).isEmpty();
        assertThat(new ReceivedChar(0, true).character()).isEmpty();
    }

    @Test
    void anApplicationThatDoesNotExistIsToldFromOneThatFailed() {
        assertThat(new ExecResult(-2).isUnknownApplication()).isTrue();
        assertThat(new ExecResult(-1).isUnknownApplication()).isFalse();
        assertThat(new ExecResult(0).isZero()).isTrue();
        assertThat(new ExecResult(-1).isZero()).isFalse();
    }

    @Test
    void onlyASubroutineThatReturnedIsComplete() {
        for (GosubResult.Outcome outcome : GosubResult.Outcome.values()) {
            assertThat(new GosubResult(outcome, 0).isComplete()).isEqualTo(outcome == GosubResult.Outcome.COMPLETE);
        }
    }

    @Test
    void digitsCanBeEmptyWithAndWithoutATimeout() {
        assertThat(new Digits("", true, false).isEmpty()).isTrue();
        assertThat(new Digits("0", false, false).isEmpty()).isFalse();
    }

    @Test
    void listsAreCopied() {
        List<SpeechResult.Match> matches = new ArrayList<>(List.of(new SpeechResult.Match(1, "a", "g")));
        List<String> arguments = new ArrayList<>(List.of("a"));
        SpeechResult.Recognized recognized =
                new SpeechResult.Recognized(matches, new EndPosition(0, EndPosition.Unit.SAMPLES));
        Gosub gosub = new Gosub("c", "s", "1", arguments);
        matches.clear();
        arguments.clear();

        assertThat(recognized.matches()).hasSize(1);
        assertThat(gosub.arguments()).containsExactly("a");
    }
}
