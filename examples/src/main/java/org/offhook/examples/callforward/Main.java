// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callforward;

import java.time.Duration;
import org.offhook.examples.Example;

/** Runs it: {@code examples/run call-forward}. */
public final class Main {

    private static final String CONTEXT = "call-forward";
    private static final Duration TALK = Duration.ofSeconds(30);

    private Main() {}

    /** Runs it, and exits with its status. */
    public static void main(String[] args) {
        System.exit(example().run(args));
    }

    static Example example() {
        CallForward callForward = new CallForward(extension -> "PJSIP/" + extension);
        return new Example(CONTEXT, callForward.router())
                .extension("200", "/call-forward/ring/200")
                .extension("*21", "/call-forward/set")
                .extension("*26", "/call-forward/dnd-on")
                .call(
                        "200 forwards its calls to 201",
                        asterisk -> asterisk.caller("200")
                                .dials(CONTEXT, "*21")
                                .hears("vm-enter-num-to-call")
                                .presses("201"))
                .call(
                        "203 calls 200, and 201 rings",
                        asterisk -> {
                            asterisk.phone("PJSIP/201")
                                    .answersAfter(Duration.ofSeconds(3))
                                    .hangsUpAfter(TALK);
                            return asterisk.caller("203").dials(CONTEXT, "200");
                        },
                        "CALL_RESULT")
                .call(
                        "201 does not want to be disturbed",
                        asterisk -> asterisk.caller("201").dials(CONTEXT, "*26"))
                .call("203 calls 200 again", asterisk -> asterisk.caller("203").dials(CONTEXT, "200"), "CALL_RESULT");
    }
}
