// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.util.Optional;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;
import org.offhook.agi.SendAhead;

/**
 * CHANNEL STATUS: the state of a channel. The result is empty if there is no such channel.
 *
 * @param channel the name of another channel; empty for this one
 */
public record ChannelStatus(String channel) implements QuickCommand<Optional<ChannelState>> {

    /** This channel. */
    public ChannelStatus() {
        this("");
    }

    @Override
    public String line() {
        return channel.isEmpty()
                ? "CHANNEL STATUS"
                : AgiLine.of("CHANNEL STATUS").arg(channel).toString();
    }

    @Override
    public Optional<ChannelState> result(AgiReply reply) {
        int code = Replies.code(this, reply);
        return code == -1 ? Optional.empty() : Optional.of(ChannelState.of(code));
    }

    @Override
    public SendAhead sendAhead() {
        return SendAhead.REPEATABLE;
    }
}
