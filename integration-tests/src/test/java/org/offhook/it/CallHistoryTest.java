// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiListener.CallEnd;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiRequest;
import org.offhook.ami.OriginateOutcome;
import org.offhook.ami.OriginateOutcome.Result;

/** The checker of the chaos finds what it is there for. */
class CallHistoryTest {
    private static final List<String> DIARY = List.of("act a", "step a 1", "end a SUCCESS done");

    private final CallHistory history = new CallHistory();
    private final AgiRequest request = request("a");

    @BeforeEach
    void aPerfectCall() {
        history.order("a", outcome(Result.ANSWERED), System.nanoTime());
        history.callStarted(request);
        history.step("step a 1", true);
        history.callEnded(request, end(AgiOutcome.DONE));
    }

    @Test
    void aPerfectCallIsAccepted() {
        history.check(DIARY, List.of("a"));

        assertThat(history.allEnded()).isTrue();
        assertThat(history.summary())
                .isEqualTo(
                        "1 calls ordered (1 ANSWERED), 1 scripts (1 done, 0 adopted), 1 commands written down, 0 faults");
    }

    @Test
    void whatHappenedTwiceIsFound() {
        assertRefused("happened twice", "act a", "act a", "step a 1", "end a SUCCESS done");
        assertRefused("happened twice", "act a", "step a 1", "step a 1", "end a SUCCESS done");
        assertRefused("happened twice", "act a", "step a 1", "end a SUCCESS done", "end a SUCCESS done");
    }

    @Test
    void whatWasAcknowledgedAndDidNotHappenIsFound() {
        assertRefused("never placed", "step a 1", "end a SUCCESS done");
        assertRefused("never run", "act a", "end a SUCCESS done");
    }

    @Test
    void aQuietCallThatIsNotPerfectIsFound() {
        assertRefused("SUCCESS done", "act a", "step a 1", "end a FAILURE ");
        assertThatThrownBy(() -> history.check(DIARY, List.of("a", "b"))).hasMessageContaining("scripts of b");
    }

    @Test
    void anUnknownOutcomeIsAllowedNearAFaultOnly() {
        long begin = System.nanoTime();
        history.order("b", outcome(Result.UNKNOWN), begin);
        assertRefused("no fault", "act a", "step a 1", "end a SUCCESS done");

        history.fault("late", System.nanoTime() + Duration.ofSeconds(1).toNanos());
        assertRefused("no fault", "act a", "step a 1", "end a SUCCESS done");

        history.fault("there", begin);
        history.check(DIARY, List.of("a"));
    }

    @Test
    void aCallThatWasRefusedAndPlacedAllTheSameIsFound() {
        long begin = System.nanoTime();
        history.order("b", outcome(Result.REJECTED), begin);
        history.fault("there", begin);
        history.check(DIARY, List.of("a"));

        assertRefused("never sent or refused", "act a", "act b", "step a 1", "end a SUCCESS done");
    }

    @Test
    void aScriptThatEndsTwiceOrNeverOrIsBegunTwiceIsFound() {
        AgiRequest again = request("a");
        history.callStarted(again);
        assertThat(history.allEnded()).isFalse();
        assertRefused("ends once", DIARY.toArray(String[]::new));
        history.callEnded(again, end(AgiOutcome.DONE));
        assertRefused("scripts begun", DIARY.toArray(String[]::new));

        history.callEnded(again, end(AgiOutcome.DONE));
        assertRefused("ends once", DIARY.toArray(String[]::new));
    }

    @Test
    void aWrongAnswerIsFound() {
        history.wrong("MARK");

        assertRefused("something else", DIARY.toArray(String[]::new));
    }

    private void assertRefused(String why, String... diary) {
        assertThatThrownBy(() -> history.check(List.of(diary), List.of("a")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(why);
    }

    private static OriginateOutcome outcome(Result result) {
        return new OriginateOutcome(result, "id", null, null, null, null, "");
    }

    private static CallEnd end(AgiOutcome outcome) {
        return new CallEnd(outcome, "", false, Optional.empty(), Duration.ZERO, 1);
    }

    private static AgiRequest request(String id) {
        return AgiRequest.parse(List.of("agi_request: agi://host/chaos", "agi_arg_1: " + id));
    }
}
