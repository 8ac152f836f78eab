// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SET CONTEXT: sets the context where the dialplan goes on after the script. Asterisk does not check that there is one.
 *
 * @param context the context
 */
public record SetContext(String context) implements QuickCommand<AgiReply> {

    /** Checks the arguments. */
    public SetContext {
        Arguments.checkText(context, "the context");
    }

    @Override
    public String line() {
        return AgiLine.of("SET CONTEXT").arg(context).toString();
    }

    @Override
    public AgiReply result(AgiReply reply) {
        return reply;
    }
}
