// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.voicemail;

import org.offhook.agi.routing.AgiRouter;
import org.offhook.examples.Example;

/** Runs it: {@code examples/run voicemail}. */
public final class Main {

    private Main() {}

    /** Runs it, and exits with its status. */
    public static void main(String[] args) {
        System.exit(example().run(args));
    }

    static Example example() {
        AgiRouter router = AgiRouter.builder()
                .script("/voicemail/{extension}", new RingThenVoicemail(extension -> "PJSIP/" + extension))
                .build();
        return new Example("voicemail", router)
                .extension("200", "/voicemail/200")
                .extension("201", "/voicemail/201")
                .call(
                        "Nobody answers",
                        asterisk -> {
                            // The simulated Asterisk has no app_voicemail: it says what that would say.
                            asterisk.onCommand("EXEC VoiceMail", "200 result=0");
                            asterisk.onCommand("GET VARIABLE VMSTATUS", "200 result=1 (SUCCESS)");
                            asterisk.phone("PJSIP/200").doesNotAnswer();
                            return asterisk.caller("5551234").dials("voicemail", "200");
                        },
                        "DIALSTATUS")
                .call(
                        "The phone is busy",
                        asterisk -> {
                            asterisk.phone("PJSIP/201").busy();
                            return asterisk.caller("5551234").dials("voicemail", "201");
                        },
                        "DIALSTATUS");
    }
}
