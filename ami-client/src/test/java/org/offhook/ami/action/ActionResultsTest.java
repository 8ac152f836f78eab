// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.FaxStatsEvent;

class ActionResultsTest {

    private static AmiResponse response(String... headers) {
        return new AmiResponse(AmiHeaders.of(headers), List.of(), null, null);
    }

    @Test
    void aVariableWithoutAValueIsEmpty() {
        GetvarAction action = GetvarAction.of("X").channel("PJSIP/1");

        assertThat(action.result(response("Response", "Success", "Variable", "X", "Value", " a ")))
                .contains(" a ");
        assertThat(action.result(response("Response", "Success", "Variable", "X", "Value", "")))
                .isEmpty();
    }

    @Test
    void outputKeepsEmptyLinesAndBlanks() {
        CommandOutput output = CommandAction.of("core show version")
                .result(response("Response", "Success", "Output", "  a", "Output", "", "Output", "b "));

        assertThat(output.lines()).containsExactly("  a", "", "b ");
        assertThat(output.text()).isEqualTo("  a\n\nb ");
        assertThat(output).hasToString(output.text());
    }

    @Test
    void theOneEventThatAnswersIsTheResult() {
        FaxStatsEvent stats = new FaxStatsEvent(AmiHeaders.of("Event", "FAXStats", "CompletedFAXes", "7"));
        AmiResponse response = new AmiResponse(AmiHeaders.of("Response", "Success"), List.of(), stats, null);

        assertThat(FaxStatsAction.of().result(response)).contains(stats);
        assertThat(stats.completedFaxes()).hasValue(7);
    }

    @Test
    void secretsAreNotShown() {
        assertThat(LoginAction.of("me").secret("hunter2").key("abc").toString())
                .contains("me")
                .doesNotContain("hunter2")
                .doesNotContain("abc");
    }
}
