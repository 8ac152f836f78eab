// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.bothtransports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiOutcome;
import org.offhook.examples.Ends;
import org.offhook.testkit.ScriptTester;

class SpeakingClockTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    @Test
    void saysTheTimeAgainWhenOneIsPressed() {
        ScriptTester.Result result = ScriptTester.of(new SpeakingClock(CLOCK))
                .whenever("ANSWER|STREAM FILE .*|SET VARIABLE .*")
                .ok()
                .expect("SAY TIME 1700000000 \"\"")
                .ok()
                .expect("WAIT FOR DIGIT 3000")
                .digit('1')
                .expect("SAY TIME 1700000000 \"\"")
                .ok()
                .expect("WAIT FOR DIGIT 3000")
                .ok()
                .run();
        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(result.variables()).containsEntry("TIMES", "2");
    }

    @Test
    void theCommandShowsItOverBothTransports() {
        assertThat(Ends.of(Main.example(CLOCK)))
                .containsExactly("AGISTATUS=SUCCESS OFFHOOK=done TIMES=2", "AGISTATUS=SUCCESS OFFHOOK=done TIMES=2");
    }
}
