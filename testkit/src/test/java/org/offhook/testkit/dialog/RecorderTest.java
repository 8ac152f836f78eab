// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.offhook.agi.dialog.Menu;
import org.offhook.agi.dialog.Prompt;
import org.offhook.agi.dialog.RecordResult;
import org.offhook.agi.dialog.Recorder;
import org.offhook.testkit.ScriptTester;

class RecorderTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String RECORD = "RECORD FILE f wav # 120000 BEEP s=5";
    private static final String REVIEW = "GET DATA review 5000 1";
    /** Two seconds, and half of one. */
    private static final String LONG = "200 result=35 (dtmf) endpos=16000";

    private static final String SHORT = "200 result=0 (timeout) endpos=4000";
    private static final Duration LENGTH = Duration.ofSeconds(2);

    private static final Recorder PLAIN = Recorder.of("wav");
    private static final Recorder REVIEWED = PLAIN.review("review");

    private static RecordResult record(Recorder recorder, UnaryOperator<ScriptTester> asterisk) {
        return Played.by(channel -> recorder.record(channel, "f"), asterisk);
    }

    private static RecordResult kept() {
        return new RecordResult.Kept("f", LENGTH);
    }

    @Test
    void aRecordingIsKept() {
        assertThat(record(PLAIN, t -> t.expect(RECORD).reply(LONG))).isEqualTo(kept());
        assertThat(record(PLAIN, t -> t.expect(RECORD).reply("200 result=0 (timeout) endpos=16000")))
                .as("ended by time or silence")
                .isEqualTo(kept());
    }

    @Test
    void howItIsRecorded() {
        Recorder recorder = Recorder.of("gsm")
                .prompt(Prompt.of("leave"))
                .withoutBeep()
                .maxLength(Duration.ofSeconds(30))
                .maxSilence(Duration.ZERO)
                .endKeys("#1")
                .cancelKey('*');

        assertThat(record(
                        recorder,
                        t -> t.expect("GET DATA leave 1 1")
                                .digit('1')
                                .expect("RECORD FILE f gsm #1* 30000")
                                .reply(LONG)))
                .as("a key skips the prompt")
                .isEqualTo(kept());
        assertThat(record(
                        recorder.endKeys("#*"),
                        t -> t.expect("GET DATA leave 1 1")
                                .ok()
                                .expect("RECORD FILE f gsm #* 30000")
                                .reply(LONG)))
                .isEqualTo(kept());
    }

    @Test
    void itIsReviewed() {
        assertThat(record(
                        REVIEWED,
                        t -> t.expect(RECORD).reply(LONG).expect(REVIEW).digit('1')))
                .isEqualTo(kept());
        assertThat(record(
                        REVIEWED,
                        t -> t.expect(RECORD)
                                .reply(LONG)
                                .expect(REVIEW)
                                .digit('2')
                                .expect("GET DATA f 1 1")
                                .ok()
                                .expect(REVIEW)
                                .digit('2')
                                .expect("GET DATA f 1 1")
                                .digit('1')))
                .as("listened to twice, and kept in the middle of it")
                .isEqualTo(kept());
        assertThat(record(
                        REVIEWED.prompt("leave"),
                        t -> t.expect("GET DATA leave 1 1")
                                .ok()
                                .expect(RECORD)
                                .reply("200 result=35 (dtmf) endpos=8000")
                                .expect(REVIEW)
                                .digit('3')
                                .expect("GET DATA leave 1 1")
                                .ok()
                                .expect(RECORD)
                                .reply(LONG)
                                .expect(REVIEW)
                                .digit('1')))
                .as("recorded again")
                .isEqualTo(kept());
    }

    @Test
    void theReviewCanHaveOtherKeysAndAWayOut() {
        Recorder recorder = PLAIN.review(Menu.<Recorder.Review>of("review")
                .choice('5', Recorder.Review.KEEP)
                .back('*')
                .attempts(1));

        assertThat(record(
                        recorder,
                        t -> t.expect(RECORD).reply(LONG).expect(REVIEW).digit('5')))
                .isEqualTo(kept());
        assertThat(record(
                        recorder,
                        t -> t.expect(RECORD).reply(LONG).expect(REVIEW).digit('*')))
                .isEqualTo(new RecordResult.Cancelled());
        assertThat(record(
                        recorder,
                        t -> t.expect(RECORD).reply(LONG).expect(REVIEW).ok()))
                .isEqualTo(new RecordResult.Undecided("f", LENGTH));
        assertThat(record(
                        recorder,
                        t -> t.expect(RECORD).reply(LONG).expect(REVIEW).digit('1')))
                .isEqualTo(new RecordResult.Undecided("f", LENGTH));
    }

    @Test
    void aRecordingThatIsTooShortIsAskedForAgain() {
        Recorder recorder = REVIEWED.onTooShort("short").prompt("leave").attempts(2);

        assertThat(record(
                        recorder,
                        t -> t.expect("GET DATA leave 1 1")
                                .ok()
                                .expect(RECORD)
                                .reply(SHORT)
                                .expect("GET DATA short 1 1")
                                .ok()
                                .expect("GET DATA leave 1 1")
                                .ok()
                                .expect(RECORD)
                                .reply("200 result=35 (randomerror) endpos=0")
                                .expect("GET DATA short 1 1")
                                .ok()))
                .isEqualTo(new RecordResult.TooShort());
        assertThat(record(PLAIN.attempts(1), t -> t.expect(RECORD).reply("200 result=35 (dtmf) endpos=7992")))
                .as("a millisecond short of a second")
                .isEqualTo(new RecordResult.TooShort());
        assertThat(record(PLAIN.attempts(1), t -> t.expect(RECORD).reply("200 result=35 (dtmf) endpos=8000")))
                .isEqualTo(new RecordResult.Kept("f", SECOND));
        assertThat(record(PLAIN.minLength(Duration.ZERO), t -> t.expect(RECORD).reply("200 result=35 (dtmf) endpos=0")))
                .isEqualTo(new RecordResult.Kept("f", Duration.ZERO));
        assertThat(record(
                        PLAIN.minLength(Duration.ZERO).attempts(1),
                        t -> t.expect(RECORD).reply("200 result=35 (randomerror) endpos=0")))
                .as("a key during the beep: there is nothing to keep")
                .isEqualTo(new RecordResult.TooShort());
    }

    @Test
    void attemptsCountAnewAfterAReview() {
        assertThat(record(
                        REVIEWED.attempts(2),
                        t -> t.expect(RECORD)
                                .reply(SHORT)
                                .expect(RECORD)
                                .reply(LONG)
                                .expect(REVIEW)
                                .digit('3')
                                .expect(RECORD)
                                .reply(SHORT)
                                .expect(RECORD)
                                .reply(LONG)
                                .expect(REVIEW)
                                .digit('1')))
                .isEqualTo(kept());
    }

    @Test
    void theCancelKeyEndsItAll() {
        Recorder recorder = REVIEWED.prompt("leave").cancelKey('*');

        assertThat(record(recorder, t -> t.expect("GET DATA leave 1 1").digit('*')))
                .isEqualTo(new RecordResult.Cancelled());
        for (String reply : List.of("200 result=42 (dtmf) endpos=16000", "200 result=42 (randomerror) endpos=0")) {
            assertThat(record(
                            recorder,
                            t -> t.expect("GET DATA leave 1 1")
                                    .ok()
                                    .expect("RECORD FILE f wav #* 120000 BEEP s=5")
                                    .reply(reply)))
                    .isEqualTo(new RecordResult.Cancelled());
        }
    }

    @Test
    void whatCannotBeWrittenFails() {
        assertThat(record(PLAIN, t -> t.expect(RECORD).reply("200 result=-1 (writefile)")))
                .isEqualTo(new RecordResult.Failed("writefile"));
        assertThat(record(PLAIN, t -> t.expect(RECORD).reply("200 result=-1 (waitfor) endpos=80")))
                .isEqualTo(new RecordResult.Failed("waitfor"));
    }

    @Test
    void aStopEndsIt() {
        RecordResult stopped = new RecordResult.Stopped();

        assertThat(record(
                        PLAIN.prompt("leave"),
                        t -> t.expect("GET DATA leave 1 1").stopped()))
                .isEqualTo(stopped);
        assertThat(record(PLAIN, t -> t.expect(RECORD).stopped())).isEqualTo(stopped);
        assertThat(record(
                        REVIEWED,
                        t -> t.expect(RECORD).reply(LONG).expect(REVIEW).stopped()))
                .isEqualTo(stopped);
        assertThat(record(
                        PLAIN.attempts(1).onTooShort("short"),
                        t -> t.expect(RECORD)
                                .reply(SHORT)
                                .expect("GET DATA short 1 1")
                                .stopped()))
                .isEqualTo(stopped);
    }

    @Test
    void aHangUpEndsTheScript() {
        ScriptTester.Result result = ScriptTester.of((request, channel) -> {
                    REVIEWED.record(channel, "f");
                    throw new AssertionError("it went on");
                })
                .expect(RECORD)
                .hangup()
                .run();

        assertThat(result.hungUp()).isTrue();
        assertThat(result.failure()).isEmpty();
    }

    @Test
    void aDescriptionIsNotChangedByWhatIsMadeOfIt() {
        assertThat(PLAIN.prompt("x")
                        .withoutBeep()
                        .maxLength(SECOND)
                        .maxSilence(SECOND)
                        .minLength(LENGTH.multipliedBy(2))
                        .endKeys("1")
                        .cancelKey('*')
                        .attempts(1)
                        .onTooShort("x")
                        .review("x"))
                .isNotSameAs(PLAIN);

        assertThat(record(PLAIN, t -> t.expect(RECORD).reply(LONG))).isEqualTo(kept());
    }

    @Test
    void whatMakesNoSenseIsRefusedWhereItStands() {
        List<Supplier<Object>> wrong = List.of(
                () -> Recorder.of(" "),
                () -> PLAIN.maxLength(Duration.ZERO),
                () -> PLAIN.maxSilence(Duration.ofSeconds(-1)),
                () -> PLAIN.minLength(Duration.ofSeconds(-1)),
                () -> PLAIN.endKeys("x"),
                () -> PLAIN.cancelKey('x'),
                () -> PLAIN.attempts(0));

        for (int i = 0; i < wrong.size(); i++) {
            assertThatIllegalArgumentException().as("number %d", i).isThrownBy(wrong.get(i)::get);
        }
    }
}
