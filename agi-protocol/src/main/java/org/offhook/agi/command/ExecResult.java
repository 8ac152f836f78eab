// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

/**
 * What a dialplan application returned. How it went is rather in the channel variable it sets, if it sets one.
 *
 * @param code what the application returned: mostly 0; -1 asks the dialplan to hang up; -2 if there is no such application
 * @param stopped whether {@link org.offhook.agi.AgiChannel#stop} ended it
 */
public record ExecResult(int code, boolean stopped) {

    private static final int NO_APPLICATION = -2;

    /**
     * The result of an application that was not stopped from outside.
     *
     * @param code what it returned
     */
    public ExecResult(int code) {
        this(code, false);
    }

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
