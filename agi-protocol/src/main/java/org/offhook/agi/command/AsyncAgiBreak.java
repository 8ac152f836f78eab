// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiReply;

/**
 * ASYNCAGI BREAK: gives the call back to the dialplan. AsyncAGI only; over FastAGI it does nothing. A script has no need of it:
 * the call goes back to the dialplan when the script returns.
 */
public record AsyncAgiBreak() implements QuickCommand<AgiReply> {

    @Override
    public String line() {
        return "ASYNCAGI BREAK";
    }

    @Override
    public AgiReply result(AgiReply reply) {
        return reply;
    }
}
