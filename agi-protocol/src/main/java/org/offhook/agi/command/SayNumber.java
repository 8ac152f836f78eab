// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SAY NUMBER: says a number. The result is the key that interrupted it.
 *
 * @param number the number
 * @param escapeDigits keys that interrupt it, or none
 * @param gender the grammatical gender in languages that have one, such as {@code f}; empty for the usual one
 */
public record SayNumber(int number, String escapeDigits, String gender) implements AgiCommand<KeyPress> {

    /** Checks the keys. */
    public SayNumber {
        Arguments.checkKeys(escapeDigits, "escape digits");
    }

    /**
     * Says a number in its usual form.
     *
     * @param number the number
     * @param escapeDigits keys that interrupt it, or none
     */
    public SayNumber(int number, String escapeDigits) {
        this(number, escapeDigits, "");
    }

    @Override
    public String line() {
        AgiLine line = AgiLine.of("SAY NUMBER").arg(number).arg(escapeDigits);
        return (gender.isEmpty() ? line : line.arg(gender)).toString();
    }

    @Override
    public KeyPress result(AgiReply reply) {
        return Replies.keyPress(this, reply);
    }
}
