// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.util.regex.Pattern;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SAY DIGITS: says digits one by one. The result is the key that interrupted it.
 *
 * @param digits 0 to 9, and after the first of them also {@code *}, {@code #} and {@code -}, which may come first too if a digit
 *     follows
 * @param escapeDigits keys that interrupt it, or none
 */
public record SayDigits(String digits, String escapeDigits) implements AgiCommand<KeyPress> {

    private static final Pattern SPOKEN = Pattern.compile("-?[0-9][0-9*#-]*");

    /** Checks the arguments. */
    public SayDigits {
        if (!SPOKEN.matcher(digits).matches()) {
            throw new IllegalArgumentException("what is said must begin as a number does, and be of 0 to 9, *, # and -,"
                    + " not \"" + digits + '"');
        }
        Arguments.checkKeys(escapeDigits, "escape digits");
    }

    @Override
    public String line() {
        return AgiLine.of("SAY DIGITS").arg(digits).arg(escapeDigits).toString();
    }

    @Override
    public KeyPress result(AgiReply reply) {
        return Replies.keyPress(this, reply);
    }
}
