// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How plans become dialplan. */
class FarTest {
    @Test
    void stepsBecomeApplicationsInOrder() {
        Far far = Far.answerAfter(Duration.ofMillis(1500))
                .pause(Duration.ofSeconds(2))
                .dtmf("12#")
                .hangup(17);

        assertThat(far.steps())
                .containsExactly(
                        "Ringing()", "Wait(1.5)", "Answer()", "Wait(2)", "SendDTMF(12#,100,100)", "Hangup(17)");
        assertThat(far.isCaller()).isFalse();
        assertThat(Far.caller().isCaller()).isTrue();
    }

    @Test
    void aPlanIsNotChangedByLengtheningIt() {
        Far far = Far.answer();
        Far longer = far.hangup();

        assertThat(far.steps()).hasSize(1);
        assertThat(longer.steps()).hasSize(2);
    }

    @Test
    void aCallPlanTellsTheDialplanEverything() {
        assertThat(CallPlan.agi("agi://h/x", "a,b")
                        .far(Far.answer())
                        .variable("X", "1")
                        .capture("Y", "Z")
                        .channelVariables("id-1"))
                .containsEntry("X", "1")
                .containsEntry("OFFHOOK_IT_ID", "id-1")
                .containsEntry("OFFHOOK_IT_START", "agi")
                .containsEntry("OFFHOOK_IT_AGI", "\"agi://h/x\",\"a,b\"")
                .containsEntry("OFFHOOK_IT_FAR_1", "Answer()")
                .containsEntry("OFFHOOK_IT_CAPTURE_1", "Y")
                .containsEntry("OFFHOOK_IT_CAPTURE_2", "Z");
    }

    @Test
    void quotingEscapesWhatAsteriskWouldCount() {
        assertThat(AmiControl.quote("a\"b\\c(d)[e],;")).isEqualTo("\"a\\\"b\\\\c\\(d\\)\\[e\\],;\"");
    }

    @Test
    void dialplanLinesBecomePriorities() {
        assertThat(HarnessDialplan.render(HarnessDialplan.parse("c", "7", "Set(A=${B:1};x)", "Hangup()")))
                .isEqualTo("[c]\nexten => 7,1,Set(A=${B:1}\\;x)\nexten => 7,2,Hangup()\n");
        assertThatThrownBy(() -> HarnessDialplan.parse("c", "7", "Hangup")).hasMessageContaining("'Hangup'");
    }

    @Test
    void reportedValuesAreDecodedByteByByte() {
        assertThat(LiveCall.decode("a+b%20%C3%BC%2C%")).isEqualTo("a+b ü,%");
    }
}
