// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;
import org.offhook.agi.SendAhead;

/**
 * SET VARIABLE: sets a channel variable, or writes to a function.
 *
 * @param name such as {@code TIER}, {@code __TIER} to have it inherited, or {@code CALLERID(num)}
 * @param value the value; any text without line feeds
 */
public record SetVariable(String name, String value) implements QuickCommand<AgiReply> {

    /** Checks the name. */
    public SetVariable {
        Arguments.checkText(name, "the name of a variable");
    }

    @Override
    public String line() {
        return AgiLine.of("SET VARIABLE").arg(name).arg(value).toString();
    }

    @Override
    public AgiReply result(AgiReply reply) {
        return reply;
    }

    @Override
    public SendAhead sendAhead() {
        return GetVariable.isPlain(name) ? SendAhead.ONCE : SendAhead.NEVER; // a function can act on the call
    }

    @Override
    public Duration runTime() {
        return GetVariable.isPlain(name) ? Duration.ZERO : UNLIMITED;
    }
}
