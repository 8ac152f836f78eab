// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SAY ALPHA: spells a text. The result is the key that interrupted it.
 *
 * @param text the text
 * @param escapeDigits keys that interrupt it, or none
 * @param letterCase which letters are announced as capital or small; Asterisk 12 and newer
 */
public record SayAlpha(String text, String escapeDigits, LetterCase letterCase) implements AgiCommand<KeyPress> {

    /** Which letters are announced as capital or small. */
    public enum LetterCase {
        /** None. */
        NONE("n"),
        /** All. */
        ALL("a"),
        /** The small ones. */
        LOWER("l"),
        /** The capital ones. */
        UPPER("u");

        private final String word;

        LetterCase(String word) {
            this.word = word;
        }
    }

    /** Checks the keys. */
    public SayAlpha {
        Arguments.checkKeys(escapeDigits, "escape digits");
    }

    /**
     * Spells a text and does not tell capital from small letters.
     *
     * @param text the text
     * @param escapeDigits keys that interrupt it, or none
     */
    public SayAlpha(String text, String escapeDigits) {
        this(text, escapeDigits, LetterCase.NONE);
    }

    @Override
    public String line() {
        AgiLine line = AgiLine.of("SAY ALPHA").arg(text).arg(escapeDigits);
        return (letterCase == LetterCase.NONE ? line : line.word(letterCase.word)).toString();
    }

    @Override
    public KeyPress result(AgiReply reply) {
        return Replies.keyPress(this, reply);
    }
}
