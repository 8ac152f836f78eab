// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SAY PHONETIC: spells a text as radio operators do: alpha, bravo. The result is the key that interrupted it.
 *
 * @param text the text
 * @param escapeDigits keys that interrupt it, or none
 */
public record SayPhonetic(String text, String escapeDigits) implements AgiCommand<KeyPress> {

    /** Checks the arguments. */
    public SayPhonetic {
        Arguments.checkKeys(escapeDigits, "escape digits");
    }

    @Override
    public String line() {
        return AgiLine.of("SAY PHONETIC").arg(text).arg(escapeDigits).toString();
    }

    @Override
    public KeyPress result(AgiReply reply) {
        return Replies.keyPress(this, reply);
    }
}
