// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiReply;
import org.offhook.agi.SendAhead;

/**
 * NOOP: does nothing, and shows that Asterisk answers.
 */
public record Noop() implements QuickCommand<AgiReply> {

    @Override
    public String line() {
        return "NOOP";
    }

    @Override
    public AgiReply result(AgiReply reply) {
        return reply;
    }

    @Override
    public SendAhead sendAhead() {
        return SendAhead.REPEATABLE;
    }
}
