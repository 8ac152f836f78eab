// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code offhook demo}, the built jar. */
class DemoCommandIT {

    private static OffhookProcess run(Map<String, String> environment, String... arguments) {
        try (OffhookProcess offhook = OffhookProcess.start(environment, arguments)) {
            offhook.exitStatus();
            return offhook;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 120})
    void bothTransportsAreShownSideBySide(int columns) {
        OffhookProcess demo = run(Map.of("COLUMNS", Integer.toString(columns)), "demo");

        assertThat(demo.exitStatus()).as("%s", demo).isZero();
        assertThat(demo.err()).isEmpty();
        assertThat(demo.out())
                .containsPattern("(?m)^       FastAGI +\\| AsyncAGI$")
                .containsPattern("(?m)> ANSWER +\\| > ANSWER$")
                .containsPattern("(?m)> GET DATA \"vm-.* \\| > GET DATA \"vm-")
                .containsPattern("(?m)< 200 result=1234 +\\| < 200 result=1234$")
                .containsPattern("(?m)AGISTATUS=HANGUP OFFHOOK=done")
                .contains("> SET VARIABLE \"DESK\" \"support\"", "> failure", "> GOSUB offhook-refused")
                .contains("4 of 4 calls ended as they should over both transports, ")
                .doesNotContain("\033");
        assertThat(demo.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
    }

    @Test
    void onANarrowTerminalTheConversationsAreOneBelowTheOther() {
        OffhookProcess demo = run(Map.of("COLUMNS", "50", "CLICOLOR_FORCE", "1"), "demo");

        assertThat(demo.exitStatus()).as("%s", demo).isZero();
        assertThat(demo.out())
                .doesNotContain(" | ")
                .contains("\033[36m> ANSWER")
                .containsPattern("FastAGI  .*> ANSWER")
                .containsPattern("AsyncAGI .*> ANSWER");
    }

    @Test
    void scriptsAreServedToARealAsteriskUntilItIsStopped() {
        try (OffhookProcess demo = OffhookProcess.start("demo", "--listen", "0", "--host", "127.0.0.1")) {
            demo.awaitOut("exten => 100,1,AGI(agi://127.0.0.1:");
            String url = demo.out().replaceFirst("(?s).*AGI\\((agi:[^)]*)\\).*", "$1");
            OffhookProcess call = run(Map.of(), "call", url, "--press", "1");
            demo.awaitOut(" done after ");

            assertThat(call.exitStatus()).as("%s", call).isZero();
            assertThat(demo.interrupt().exitStatus()).isEqualTo(128 + 15);
            assertThat(demo.out()).contains("calls /hello", "Stopped; 1 calls served, 0 cut.");
        }
    }

    @Test
    void anAsteriskThatIsNotThereIsOneLineAndStatusThree() {
        OffhookProcess demo = run(
                Map.of("OFFHOOK_AMI_USER", "u", "OFFHOOK_AMI_SECRET", "not-shown"),
                "demo",
                "--asterisk",
                "127.0.0.1:1");

        assertThat(demo.exitStatus()).as("%s", demo).isEqualTo(3);
        assertThat(demo.out()).isEmpty();
        assertThat(demo.err().lines()).hasSize(1);
        assertThat(demo.err()).startsWith("offhook: ").contains("127.0.0.1").doesNotContain("not-shown");
    }

    @Test
    void withoutAUserItSaysHowToGiveOne() {
        OffhookProcess demo = run(Map.of(), "demo", "--asterisk", "127.0.0.1");

        assertThat(demo.exitStatus()).isEqualTo(2);
        assertThat(demo.err()).isEqualTo("offhook: --asterisk needs --user or OFFHOOK_AMI_USER\n");
    }
}
