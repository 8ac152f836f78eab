// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * RECEIVE CHAR: waits for a text from the other side and tells its first byte. Few channels carry text. When none comes in time
 * Asterisk says {@code -1 (hangup)} although nobody hung up.
 *
 * @param timeout how long to wait
 */
public record ReceiveChar(Duration timeout) implements AgiCommand<ReceivedChar> {

    private static final int LARGEST_BYTE = 255;

    /** Checks the timeout. */
    public ReceiveChar {
        Arguments.checkTime(timeout, "the timeout");
    }

    @Override
    public String line() {
        return AgiLine.of("RECEIVE CHAR").arg(Arguments.millis(timeout)).toString();
    }

    @Override
    public ReceivedChar result(AgiReply reply) {
        int code = Replies.code(this, reply);
        if (code < -1 || code > LARGEST_BYTE) {
            throw Replies.unreadable(this, reply);
        }
        return new ReceivedChar(Math.max(0, code), code <= 0);
    }

    @Override
    public Duration runTime() {
        return timeout;
    }
}
