// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SEND TEXT: sends a text, if the channel can. The result is false if that failed; it is true also on a channel that carries no
 * text.
 *
 * @param text the text
 */
public record SendText(String text) implements AgiCommand<Boolean> {

    @Override
    public String line() {
        return AgiLine.of("SEND TEXT").arg(text).toString();
    }

    @Override
    public Boolean result(AgiReply reply) {
        return Replies.code(this, reply) >= 0;
    }

    @Override
    public Duration runTime() {
        return Duration.ZERO;
    }
}
