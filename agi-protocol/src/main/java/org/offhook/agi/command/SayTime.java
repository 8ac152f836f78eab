// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Instant;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SAY TIME: says a time of the day in the time zone of Asterisk. The result is the key that interrupted it.
 *
 * @param instant the moment, not later than {@code 2038-01-19T03:14:07Z}
 * @param escapeDigits keys that interrupt it, or none
 */
public record SayTime(Instant instant, String escapeDigits) implements AgiCommand<KeyPress> {

    /** Checks the arguments. */
    public SayTime {
        Arguments.checkEpoch32(instant);
        Arguments.checkKeys(escapeDigits, "escape digits");
    }

    @Override
    public String line() {
        return AgiLine.of("SAY TIME")
                .arg(instant.getEpochSecond())
                .arg(escapeDigits)
                .toString();
    }

    @Override
    public KeyPress result(AgiReply reply) {
        return Replies.keyPress(this, reply);
    }
}
