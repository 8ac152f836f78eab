// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.util.Optional;

/**
 * The key that ended a wait or an announcement, if one did.
 *
 * @param code what Asterisk said: the ASCII code of the key, 0 if none was pressed, -1 if the command failed; 1 or 1000 if
 *     something else ended WAIT FOR DIGIT
 * @param stopped whether it was ended from outside, by {@link org.offhook.agi.AgiChannel#stop} or, which only WAIT FOR DIGIT
 *     tells, by another program
 */
public record KeyPress(int code, boolean stopped) {

    /** What FastAGI's WAIT FOR DIGIT replies when more input comes; no key has this code. */
    private static final int INTERRUPTED = 1;
    /** What WAIT FOR DIGIT replies when a playback of the channel is stopped: the number of Asterisk's control frame. */
    static final int STREAM_STOP = 1000;

    /** Knows the codes of a stop. */
    public KeyPress {
        stopped = stopped || code == INTERRUPTED || code == STREAM_STOP;
    }

    /**
     * What Asterisk said, when nothing else is known.
     *
     * @param code what Asterisk said
     */
    public KeyPress(int code) {
        this(code, false);
    }

    /**
     * The key.
     *
     * @return {@code 0} to {@code 9}, {@code *}, {@code #}, or {@code A} to {@code D}; empty if none was pressed
     */
    public Optional<Character> key() {
        return code > 0 && !stopped ? Optional.of((char) code) : Optional.empty();
    }

    /**
     * Whether this key was pressed.
     *
     * @param key such as {@code '1'}
     * @return true if it is the one
     */
    public boolean is(char key) {
        return code > 0 && code == key && !stopped;
    }

    /**
     * Whether no key was pressed: the time ran out, or all was said.
     *
     * @return true if the result was 0 and it was not stopped
     */
    public boolean none() {
        return code == 0 && !stopped;
    }

    /**
     * Whether the command failed while the call is alive: mostly, a sound is missing.
     *
     * @return true if the result was -1
     */
    public boolean failed() {
        return code < 0;
    }
}
