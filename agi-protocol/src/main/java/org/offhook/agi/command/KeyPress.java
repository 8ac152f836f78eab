// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.util.Optional;

/**
 * The key that ended a wait or an announcement, if one did.
 *
 * @param code what Asterisk said: the ASCII code of the key, 0 if none was pressed, -1 if the command failed, 1 if another
 *     command ended it
 */
public record KeyPress(int code) {

    /** What FastAGI's WAIT FOR DIGIT replies when more input comes; no key has this code. */
    private static final int INTERRUPTED = 1;

    /**
     * The key.
     *
     * @return {@code 0} to {@code 9}, {@code *}, {@code #}, or {@code A} to {@code D}; empty if none was pressed
     */
    public Optional<Character> key() {
        return code > INTERRUPTED ? Optional.of((char) code) : Optional.empty();
    }

    /**
     * Whether this key was pressed.
     *
     * @param key such as {@code '1'}
     * @return true if it is the one
     */
    public boolean is(char key) {
        return code == key && code > INTERRUPTED;
    }

    /**
     * Whether no key was pressed: the time ran out, or all was said.
     *
     * @return true if the result was 0
     */
    public boolean none() {
        return code == 0;
    }

    /**
     * Whether the command failed while the call is alive: mostly, a sound is missing.
     *
     * @return true if the result was -1
     */
    public boolean failed() {
        return code < 0;
    }

    /**
     * Whether the wait was ended from outside by another command, not by a key. FastAGI only.
     *
     * @return true if the result was 1
     */
    public boolean interrupted() {
        return code == INTERRUPTED;
    }
}
