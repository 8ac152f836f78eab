// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * WAIT FOR DIGIT: waits for a key.
 *
 * @param timeout how long to wait; {@link AgiCommand#UNLIMITED} for ever
 */
public record WaitForDigit(Duration timeout) implements AgiCommand<KeyPress> {

    /** Checks the timeout. */
    public WaitForDigit {
        Arguments.checkTimeOrForever(timeout, "the timeout");
    }

    /**
     * Waits until a key is pressed or the call ends.
     *
     * @return the command
     */
    public static WaitForDigit forever() {
        return new WaitForDigit(UNLIMITED);
    }

    @Override
    public String line() {
        return AgiLine.of("WAIT FOR DIGIT")
                .arg(Arguments.millisOrForever(timeout))
                .toString();
    }

    @Override
    public KeyPress result(AgiReply reply) {
        return Replies.keyPress(this, reply);
    }

    @Override
    public Duration runTime() {
        return timeout;
    }
}
