// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * STREAM FILE: plays a file. Sets {@code PLAYBACKSTATUS} (Asterisk 12 and newer).
 *
 * @param file the file, without an extension
 * @param escapeDigits keys that interrupt it, or none
 * @param offset where to begin, in samples
 */
public record StreamFile(String file, String escapeDigits, long offset) implements AgiCommand<Playback> {

    /** Checks the arguments. */
    public StreamFile {
        Arguments.checkText(file, "the file");
        Arguments.checkKeys(escapeDigits, "escape digits");
        Arguments.checkNotNegative(offset, "the offset");
    }

    /**
     * Plays from the beginning.
     *
     * @param file the file, without an extension
     * @param escapeDigits keys that interrupt it, or none
     */
    public StreamFile(String file, String escapeDigits) {
        this(file, escapeDigits, 0);
    }

    @Override
    public String line() {
        AgiLine line = AgiLine.of("STREAM FILE").arg(file).arg(escapeDigits);
        return (offset == 0 ? line : line.arg(offset)).toString();
    }

    @Override
    public Playback result(AgiReply reply) {
        return new Playback(Replies.key(this, reply), Replies.end(reply), EndPosition.Unit.SAMPLES, reply.isStopped());
    }
}
