// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.List;

/**
 * What a client asked a {@link ScriptedAmi}, line by line.
 *
 * @param lines the lines of the action, without their ends
 */
record ScriptedAmiAction(List<String> lines) {

    ScriptedAmiAction {
        lines = List.copyOf(lines);
    }

    /** The action's name. */
    String name() {
        return header("Action");
    }

    /** The id its answer has to carry; empty without. */
    String id() {
        return header("ActionID");
    }

    /** The first value of this name; empty without. */
    String header(String name) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon >= 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
                return line.substring(colon + 1).stripLeading();
            }
        }
        return "";
    }

    boolean is(String name) {
        return name().equalsIgnoreCase(name);
    }
}
