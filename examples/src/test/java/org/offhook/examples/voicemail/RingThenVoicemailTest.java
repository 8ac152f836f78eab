// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.voicemail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.examples.Ends;
import org.offhook.testkit.ScriptTester;

class RingThenVoicemailTest {

    private static ScriptTester rings(String dialStatus) {
        AgiRouter router = AgiRouter.builder()
                .script("/voicemail/{extension}", new RingThenVoicemail(extension -> "PJSIP/" + extension))
                .build();
        return ScriptTester.of(router)
                .request("voicemail/200")
                .whenever("CHANNEL STATUS|SET VARIABLE .*")
                .ok()
                .expect("EXEC Dial PJSIP/200,20")
                .ok()
                .expect("GET VARIABLE DIALSTATUS")
                .value(dialStatus);
    }

    @Test
    void anAnsweredCallLeavesNoMessage() {
        ScriptTester.Result result =
                rings("ANSWER").whenever("GET VARIABLE \"ANSWEREDTIME.*").ok().run();
        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
    }

    @Test
    void theGreetingFitsWhyNobodyAnswered() {
        leavesMessage("NOANSWER", "u");
        leavesMessage("CHANUNAVAIL", "u");
        leavesMessage("BUSY", "b");
    }

    private static void leavesMessage(String dialStatus, String greeting) {
        ScriptTester.Result result = rings(dialStatus)
                .expect("EXEC VoiceMail 200@default," + greeting)
                .ok()
                .expect("GET VARIABLE VMSTATUS")
                .value("SUCCESS")
                .run();
        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
    }

    @Test
    void theCallerIsToldWhereThereIsNoMailbox() {
        ScriptTester.Result result = rings("NOANSWER")
                .expect("EXEC VoiceMail 200@default,u")
                .ok()
                .expect("GET VARIABLE VMSTATUS")
                .value("FAILED")
                .expect("STREAM FILE vm-nobodyavail \"\"")
                .ok()
                .expect("STREAM FILE vm-goodbye \"\"")
                .ok()
                .run();
        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
    }

    @Test
    void orNoVoicemailAtAll() {
        ScriptTester.Result result = rings("NOANSWER")
                .expect("EXEC VoiceMail 200@default,u")
                .reply("200 result=-2")
                .expect("STREAM FILE vm-nobodyavail \"\"")
                .ok()
                .expect("STREAM FILE vm-goodbye \"\"")
                .ok()
                .run();
        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
    }

    @Test
    void aMessageThatEndsWithAHangUpIsAMessage() {
        ScriptTester.Result result = rings("NOANSWER")
                .expect("EXEC VoiceMail 200@default,u")
                .hangup()
                .run();
        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(result.hungUp()).isTrue();
    }

    @Test
    void theCommandShowsIt() {
        assertThat(Ends.of(Main.example()))
                .containsExactly(
                        "AGISTATUS=SUCCESS OFFHOOK=done DIALSTATUS=NOANSWER",
                        "AGISTATUS=SUCCESS OFFHOOK=done DIALSTATUS=BUSY");
    }
}
