// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * HANGUP: hangs up a channel. The result is false if there is no such channel.
 *
 * @param channel the name of another channel; empty for this one
 */
public record Hangup(String channel) implements QuickCommand<Boolean> {

    /** This channel. */
    public Hangup() {
        this("");
    }

    @Override
    public String line() {
        return channel.isEmpty() ? "HANGUP" : AgiLine.of("HANGUP").arg(channel).toString();
    }

    @Override
    public Boolean result(AgiReply reply) {
        return Replies.code(this, reply) == 1;
    }
}
