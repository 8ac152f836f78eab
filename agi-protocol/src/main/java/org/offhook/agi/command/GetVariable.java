// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import java.util.Optional;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiTruncatedException;
import org.offhook.agi.SendAhead;

/**
 * GET VARIABLE: the value of a channel variable or function. The result is empty if it is not set, and a present empty text if
 * it is set to nothing. Asterisk cuts a value at 1023 bytes, so a longer one ends in {@link AgiTruncatedException}; {@code
 * AgiChannel.getVariable} reads such a one in pieces.
 *
 * @param name such as {@code DIALSTATUS} or {@code CALLERID(num)}
 */
public record GetVariable(String name) implements QuickCommand<Optional<String>> {

    private static final int CUT_AT = 1023;

    /** Checks the name. */
    public GetVariable {
        Arguments.checkText(name, "the name of a variable");
    }

    /**
     * Whether the name is that of a plain variable, so that reading it again has no effects.
     *
     * @return true if it has only letters, digits and underscores
     */
    public boolean isPlainName() {
        return isPlain(name);
    }

    static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String line() {
        return AgiLine.of("GET VARIABLE").arg(name).toString();
    }

    @Override
    public Optional<String> result(AgiReply reply) {
        Optional<String> value = Replies.value(this, reply);
        if (reply.dataLength() >= CUT_AT) {
            throw new AgiTruncatedException("the value of " + name + " is longer than GET VARIABLE can tell", reply);
        }
        return value;
    }

    @Override
    public SendAhead sendAhead() {
        return isPlainName() ? SendAhead.REPEATABLE : SendAhead.NEVER;
    }

    @Override
    public Duration runTime() {
        return isPlainName() ? Duration.ZERO : UNLIMITED; // a function can ask a database or a web server
    }
}
