// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * CONTROL STREAM FILE: plays a file that the caller can wind, pause and stop. Sets {@code CPLAYBACKSTATUS}, {@code
 * CPLAYBACKSTOPKEY} and {@code CPLAYBACKOFFSET}. End positions are in milliseconds, and there is none when it played to the
 * end. In Asterisk 11 and older there are no end positions, and no offset can be given.
 *
 * @param file the file, without an extension
 * @param escapeDigits keys that stop it, or none
 * @param skip how far a wind key winds
 * @param forwardKeys keys that wind forward; empty for {@code #}
 * @param rewindKeys keys that wind back; empty for {@code *}
 * @param pauseKeys keys that pause and go on, or none
 * @param offset where to begin
 */
public record ControlStreamFile(
        String file,
        String escapeDigits,
        Duration skip,
        String forwardKeys,
        String rewindKeys,
        String pauseKeys,
        Duration offset)
        implements AgiCommand<Playback> {

    /** How far a wind key winds unless told otherwise. */
    public static final Duration DEFAULT_SKIP = Duration.ofSeconds(3);

    /** Checks the arguments. */
    public ControlStreamFile {
        Arguments.checkText(file, "the file");
        Arguments.checkKeys(escapeDigits, "escape digits");
        Arguments.checkTime(skip, "the time to skip");
        Arguments.checkKeys(forwardKeys, "keys");
        Arguments.checkKeys(rewindKeys, "keys");
        Arguments.checkKeys(pauseKeys, "keys");
        Arguments.checkTime(offset, "the offset");
    }

    /**
     * Plays from the beginning; {@code #} and {@code *} wind by three seconds.
     *
     * @param file the file, without an extension
     * @param escapeDigits keys that stop it, or none
     */
    public ControlStreamFile(String file, String escapeDigits) {
        this(file, escapeDigits, DEFAULT_SKIP, "", "", "", Duration.ZERO);
    }

    /**
     * The same with another winding step.
     *
     * @param skip how far a wind key winds
     * @return a copy
     */
    public ControlStreamFile withSkip(Duration skip) {
        return new ControlStreamFile(file, escapeDigits, skip, forwardKeys, rewindKeys, pauseKeys, offset);
    }

    /**
     * The same with other keys for winding.
     *
     * @param forwardKeys keys that wind forward; empty for {@code #}
     * @param rewindKeys keys that wind back; empty for {@code *}
     * @return a copy
     */
    public ControlStreamFile withWindKeys(String forwardKeys, String rewindKeys) {
        return new ControlStreamFile(file, escapeDigits, skip, forwardKeys, rewindKeys, pauseKeys, offset);
    }

    /**
     * The same with keys that pause.
     *
     * @param pauseKeys keys that pause and go on, or none
     * @return a copy
     */
    public ControlStreamFile withPauseKeys(String pauseKeys) {
        return new ControlStreamFile(file, escapeDigits, skip, forwardKeys, rewindKeys, pauseKeys, offset);
    }

    /**
     * The same from another place.
     *
     * @param offset where to begin
     * @return a copy
     */
    public ControlStreamFile withOffset(Duration offset) {
        return new ControlStreamFile(file, escapeDigits, skip, forwardKeys, rewindKeys, pauseKeys, offset);
    }

    @Override
    public String line() {
        AgiLine line = AgiLine.of("CONTROL STREAM FILE").arg(file).arg(escapeDigits);
        if (!equals(new ControlStreamFile(file, escapeDigits))) {
            line.arg(Arguments.millis(skip)).arg(forwardKeys).arg(rewindKeys).arg(pauseKeys);
        }
        if (!offset.isZero()) {
            line.arg(Arguments.millis(offset));
        }
        return line.toString();
    }

    @Override
    public Playback result(AgiReply reply) {
        return new Playback(
                Replies.key(this, reply), Replies.end(reply), EndPosition.Unit.MILLISECONDS, reply.isStopped());
    }
}
