// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.util.Optional;

/**
 * How a recording ended. Made from {@code AgiHangupException.reply()} by {@link RecordFile#result} it also tells how long a
 * recording is that a hang-up ended.
 *
 * @param reason why it ended
 * @param note Asterisk's own word for the reason, such as {@code dtmf}; empty if there was none
 * @param code what Asterisk said: a key's ASCII code for {@link Reason#DTMF}, and mostly for {@link Reason#RANDOM_ERROR}; -1
 *     for a failure; else it has no meaning
 * @param end where the file ends, in samples; -1 if Asterisk did not say
 * @param stopped whether {@link org.offhook.agi.AgiChannel#stop} ended it, which is possible only over AsyncAGI and with
 *     {@code D} among the escape digits
 */
public record Recording(Reason reason, String note, int code, long end, boolean stopped) {

    /**
     * A recording that was not stopped from outside.
     *
     * @param reason why it ended
     * @param note Asterisk's own word for the reason
     * @param code what Asterisk said
     * @param end where the file ends, in samples; -1 if Asterisk did not say
     */
    public Recording(Reason reason, String note, int code, long end) {
        this(reason, note, code, end, false);
    }

    /** Why a recording ended. */
    public enum Reason {
        /** A key ended it. */
        DTMF,
        /** The time ran out, or it was silent for too long. */
        TIMEOUT,
        /** The caller hung up. */
        HANGUP,
        /** A key was pressed during the beep, or the beep could not be played; nothing was recorded. */
        RANDOM_ERROR,
        /** The file could not be written: no such folder, no such format. Nothing was recorded. */
        WRITE_FILE,
        /** The channel failed. */
        WAIT_FOR,
        /** Something this version of Offhook does not know; see {@link Recording#note}. */
        OTHER
    }

    /**
     * The key that ended it, also during the beep.
     *
     * @return empty if there was none
     */
    public Optional<Character> key() {
        boolean key = reason == Reason.DTMF || reason == Reason.RANDOM_ERROR;
        return key && code > 0 && !stopped ? Optional.of((char) code) : Optional.empty();
    }

    /**
     * Whether it failed; what was recorded until then, if anything, is in the file.
     *
     * @return false if a key, the time, silence or a hang-up ended it
     */
    public boolean failed() {
        return switch (reason) {
            case DTMF, TIMEOUT, HANGUP -> false;
            case WRITE_FILE, WAIT_FOR -> true;
            case RANDOM_ERROR, OTHER -> code < 0;
        };
    }

    /**
     * Where the file ends: how long the recording is.
     *
     * @return empty if Asterisk did not say
     */
    public Optional<EndPosition> endPosition() {
        return end < 0 ? Optional.empty() : Optional.of(new EndPosition(end, EndPosition.Unit.SAMPLES));
    }
}
