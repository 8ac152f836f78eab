// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiOutcome;
import org.offhook.testkit.ScriptTester;

class HelloTest {

    @Test
    void saysTheNumberBack() {
        ScriptTester.Result result = ScriptTester.of(new Hello())
                .expect("ANSWER")
                .ok()
                .expect("STREAM FILE hello-world \"\"")
                .ok()
                .expect("GET DATA vm-enter-num-to-call 5000 4")
                .digits("1234")
                .expect("SAY DIGITS 1234 \"\"")
                .ok()
                .expect("SET VARIABLE CHOICE 1234")
                .ok()
                .run();

        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
    }
}
