// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

/**
 * What a dialplan application returned. How it went is rather in the channel variable it sets, if it sets one.
 *
 * @param code what the application returned: mostly 0; -1 asks the dialplan to hang up; -2 if there is no such application
 */
public record ExecResult(int code) {

    private static final int NO_APPLICATION = -2;

    /**
     * Whether Asterisk has no such application: its name is wrong or its module is not loaded. Nothing was run.
     *
     * @return true if the result was -2
     */
    public boolean isUnknownApplication() {
        return code == NO_APPLICATION;
    }

    /**
     * Whether the application ended as the dialplan expects of one that went well.
     *
     * @return true if the result was 0
     */
    public boolean isZero() {
        return code == 0;
    }
}
