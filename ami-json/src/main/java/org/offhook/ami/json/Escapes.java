// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/**
 * JSON itself demands escapes below U+0020 only. These are escaped too, so that a line stays one line for every tool and
 * can be shown in a terminal: DEL, the upper control characters, and the separators of lines and paragraphs.
 */
final class Escapes extends CharacterEscapes {

    private static final long serialVersionUID = 1;

    private static final int DEL = 0x7f;
    private static final int LAST_CONTROL = 0x9f;
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    private static final int[] ASCII = ascii();

    private static int[] ascii() {
        int[] escapes = standardAsciiEscapesForJSON();
        escapes[DEL] = ESCAPE_STANDARD;
        return escapes;
    }

    @Override
    @SuppressWarnings("MayReturnArrayField") // Jackson asks once per generator and does not write to it
    public int[] getEscapeCodesForAscii() {
        return ASCII;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
        boolean escaped = (c > DEL && c <= LAST_CONTROL) || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
        return escaped ? new SerializedString(String.format("\\u%04X", c)) : null;
    }
}
