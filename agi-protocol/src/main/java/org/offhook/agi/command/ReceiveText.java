// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * RECEIVE TEXT: waits for a text from the other side. Few channels carry text.
 *
 * @param timeout how long to wait
 */
public record ReceiveText(Duration timeout) implements AgiCommand<Text> {

    /** Checks the timeout. */
    public ReceiveText {
        Arguments.checkTime(timeout, "the timeout");
    }

    @Override
    public String line() {
        return AgiLine.of("RECEIVE TEXT").arg(Arguments.millis(timeout)).toString();
    }

    @Override
    public Text result(AgiReply reply) {
        return switch (Replies.code(this, reply)) {
            case 1 -> new Text(Replies.text(this, reply), false);
            case -1 -> new Text("", true);
            default -> throw Replies.unreadable(this, reply);
        };
    }

    @Override
    public Duration runTime() {
        return timeout;
    }
}
