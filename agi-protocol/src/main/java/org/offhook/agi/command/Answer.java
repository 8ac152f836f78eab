// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiReply;

/** ANSWER: answers the call, if it is not answered yet. The result is false if that failed while the call is alive. */
public record Answer() implements AgiCommand<Boolean> {

    @Override
    public String line() {
        return "ANSWER";
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
