// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callforward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiOutcome;
import org.offhook.examples.Ends;
import org.offhook.testkit.ScriptTester;

class CallForwardTest {

    private static final String NOT_FOUND = "200 result=0";

    private static ScriptTester call(String caller, String path) {
        return ScriptTester.of(new CallForward(extension -> "PJSIP/" + extension).router())
                .request("call-forward/" + path)
                .variable("agi_callerid", caller)
                .whenever("ANSWER|CHANNEL STATUS|GET DATA .*|STREAM FILE .*|SAY DIGITS .*|SET VARIABLE .*")
                .ok();
    }

    private static void assertDone(ScriptTester.Result result) {
        assertThat(result.failure()).isEmpty();
        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
    }

    @Test
    void aCallFollowsAForward() {
        ScriptTester.Result result = call("5551234", "ring/200")
                .expect("DATABASE GET DND 200")
                .reply(NOT_FOUND)
                .expect("DATABASE GET CF 200")
                .value("201")
                .expect("DATABASE GET DND 201")
                .reply(NOT_FOUND)
                .expect("DATABASE GET CF 201")
                .reply(NOT_FOUND)
                .expect("EXEC Dial PJSIP/201,20")
                .ok()
                .expect("GET VARIABLE DIALSTATUS")
                .value("NOANSWER")
                .run();
        assertDone(result);
        assertThat(result.variables()).containsEntry("CALL_RESULT", "unanswered");
    }

    @Test
    void nobodyIsDisturbedNeitherDirectlyNorByAForward() {
        ScriptTester.Result result = call("5551234", "ring/200")
                .expect("DATABASE GET DND 200")
                .reply(NOT_FOUND)
                .expect("DATABASE GET CF 200")
                .value("201")
                .expect("DATABASE GET DND 201")
                .value("on")
                .run();
        assertDone(result);
        assertThat(result.variables()).containsEntry("CALL_RESULT", "busy");
    }

    @Test
    void forwardsInACircleAreBusy() {
        ScriptTester.Result result = call("5551234", "ring/200")
                .whenever("DATABASE GET \"DND\" .*")
                .reply(NOT_FOUND)
                .whenever("DATABASE GET \"CF\" \"200\"")
                .value("201")
                .whenever("DATABASE GET \"CF\" \"201\"")
                .value("200")
                .run();
        assertDone(result);
        assertThat(result.variables()).containsEntry("CALL_RESULT", "busy");
    }

    @Test
    void anEntryThatIsNoExtensionIsNotDialled() {
        ScriptTester.Result result = call("5551234", "ring/200")
                .whenever("DATABASE GET \"DND\" .*")
                .reply(NOT_FOUND)
                .expect("DATABASE GET CF 200")
                .value("00900123456&PJSIP/202")
                .run();
        assertDone(result);
        assertThat(result.variables()).containsEntry("CALL_RESULT", "busy");
    }

    @Test
    void theOwnerSaysWhereHisCallsGo() {
        assertDone(call("200", "set")
                .expectMatching("GET DATA \"vm-enter-num-to-call\" .*")
                .digits("201")
                .expect("DATABASE PUT CF 200 201")
                .ok()
                .expectMatching("SAY DIGITS \"?201\"? .*")
                .ok()
                .run());
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "999"})
    void neitherToHimselfNorOutside(String number) {
        assertDone(call("200", "set")
                .expectMatching("GET DATA \"vm-enter-num-to-call\" .*")
                .digits(number)
                .expectMatching("GET DATA \"privacy-incorrect\" .*")
                .ok()
                .expectMatching("GET DATA \"vm-enter-num-to-call\" .*")
                .digits("201")
                .expect("DATABASE PUT CF 200 201")
                .ok()
                .run());
    }

    @Test
    void eachSettingIsOneEntry() {
        assertDone(call("200", "clear").expect("DATABASE DEL CF 200").ok().run());
        assertDone(call("200", "dnd-on").expect("DATABASE PUT DND 200 on").ok().run());
        assertDone(call("200", "dnd-off").expect("DATABASE DEL DND 200").ok().run());
    }

    @Test
    void theOwnerHearsThatItFailed() {
        assertDone(call("200", "dnd-on")
                .expect("DATABASE PUT DND 200 on")
                .reply("200 result=0")
                .expectMatching("GET DATA \"sorry-youre-having-problems\" .*")
                .ok()
                .run());
    }

    @Test
    void whoIsNoExtensionHasNoSettings() {
        for (String script : new String[] {"set", "clear", "dnd-on", "dnd-off"}) {
            assertThat(call("5551234", script).run().outcome()).isEqualTo(AgiOutcome.REFUSED);
        }
    }

    @Test
    void theCommandShowsIt() {
        String done = "AGISTATUS=SUCCESS OFFHOOK=done";
        assertThat(Ends.of(Main.example()))
                .containsExactly(done, done + " CALL_RESULT=answered", done, done + " CALL_RESULT=busy");
    }
}
