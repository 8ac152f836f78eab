// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.time.Duration;
import java.util.List;

/**
 * A call of the demo, and what must become of it over either transport.
 *
 * @param title for people
 * @param script its path, without the slash
 * @param hears the sound at which the caller acts; empty if the caller does nothing
 * @param presses the keys that are typed then; empty to hang up in the middle of the sound
 * @param agiStatus what the dialplan must find in AGISTATUS
 * @param outcome what it must find in OFFHOOK
 */
record DemoScene(String title, String script, String hears, String presses, String agiStatus, String outcome) {

    static final List<DemoScene> ALL = List.of(
            new DemoScene(
                    "A caller listens and types 1234", "hello", "vm-enter-num-to-call", "1234", "SUCCESS", "done"),
            new DemoScene("A menu: 5 is not offered, 2 is", "menu", DemoScripts.MENU_SOUND, "52", "SUCCESS", "done"),
            new DemoScene("A caller hangs up in the middle of a prompt", "hello", "hello-world", "", "HANGUP", "done"),
            new DemoScene("The dialplan names a script that does not exist", "nope", "", "", "FAILURE", "refused"));

    /** How far into the sound the caller hangs up. */
    static final Duration PATIENCE = Duration.ofMillis(200);

    boolean hangsUp() {
        return !hears.isEmpty() && presses.isEmpty();
    }

    /** How a call ended, as the dialplan sees it. */
    record Ending(String agiStatus, String outcome, Duration took) {
        @Override
        public String toString() {
            return "AGISTATUS=" + agiStatus + " OFFHOOK=" + outcome;
        }
    }

    /** What the dialplan must find in OFFHOOK: over AsyncAGI nothing can be set any more after a hang-up. */
    String outcome(boolean overFastAgi) {
        return hangsUp() && !overFastAgi ? "" : outcome;
    }

    boolean isAsItShouldBe(Ending ending, boolean overFastAgi) {
        return ending.agiStatus().equals(agiStatus) && ending.outcome().equals(outcome(overFastAgi));
    }
}
