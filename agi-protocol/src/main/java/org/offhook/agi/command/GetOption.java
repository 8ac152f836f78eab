// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * GET OPTION: plays a prompt and waits for one of some keys, during the prompt and for a while after it. The end position is
 * that of the prompt. A hang-up after the prompt looks like the end of the wait; the next command tells.
 *
 * @param file the prompt, without an extension
 * @param escapeDigits the keys to wait for
 * @param timeout how long to wait after the prompt; {@link AgiCommand#UNLIMITED} for ever
 */
public record GetOption(String file, String escapeDigits, Duration timeout) implements AgiCommand<Playback> {

    /** Checks the arguments. */
    public GetOption {
        Arguments.checkText(file, "the file");
        Arguments.checkKeys(escapeDigits, "escape digits");
        Arguments.checkTimeOrForever(timeout, "the timeout");
    }

    @Override
    public String line() {
        // Always with a timeout: without one Asterisk 16 and 22 crash on a channel that runs AGI outside a dialplan.
        return AgiLine.of("GET OPTION")
                .arg(file)
                .arg(escapeDigits)
                .arg(Arguments.millisOrForever(timeout))
                .toString();
    }

    @Override
    public Playback result(AgiReply reply) {
        return new Playback(Replies.key(this, reply), Replies.end(reply), EndPosition.Unit.SAMPLES, reply.isStopped());
    }
}
