// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiReply;

/** The header {@code Result} of AsyncAGIExec: all that Asterisk wrote for one command, if it did not cut it. */
final class Result {

    /** As many bytes as Asterisk reads at once; with as many there may be more. */
    private static final int DECODED_LIMIT = 1024;
    /** Asterisk writes at most 2047 characters, and never a part of {@code %XX}. */
    private static final int ENCODED_LIMIT = 2045;

    private static final byte[] VALUE = "200 result=1 (".getBytes(ISO_8859_1);

    private Result() {}

    /** Whether it may have been cut, so that the next result may begin with the rest of it. */
    static boolean isBad(byte[] encoded, byte[] decoded) {
        return decoded.length >= DECODED_LIMIT
                || encoded.length >= ENCODED_LIMIT
                || decoded.length == 0
                || decoded[decoded.length - 1] != '\n';
    }

    /**
     * The reply in it: provisional lines ({@code 100}) are skipped, and what follows the reply. A value and the text of a 520 can
     * have several lines.
     *
     * @param decoded with or without its last line feed; not changed
     * @return null if it does not begin with a reply
     */
    static @Nullable AgiReply reply(byte[] decoded) {
        int length = decoded.length > 0 && decoded[decoded.length - 1] == '\n' ? decoded.length - 1 : decoded.length;
        int from = 0;
        while (isStatus(decoded, from, length) && decoded[from] == '1') {
            from = lineEnd(decoded, from, length) + 1;
        }
        if (!isStatus(decoded, from, length)) {
            return null;
        }
        boolean severalLines = decoded[from + 3] == '-' || startsWith(decoded, from, VALUE);
        return AgiReply.of(Arrays.copyOfRange(decoded, from, severalLines ? length : lineEnd(decoded, from, length)));
    }

    /** Three digits and a blank or a dash. */
    private static boolean isStatus(byte[] text, int at, int length) {
        return at + 4 <= length
                && isDigit(text[at])
                && isDigit(text[at + 1])
                && isDigit(text[at + 2])
                && (text[at + 3] == ' ' || text[at + 3] == '-');
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static int lineEnd(byte[] text, int from, int length) {
        int i = from;
        while (i < length && text[i] != '\n') {
            i++;
        }
        return i;
    }

    private static boolean startsWith(byte[] text, int at, byte[] prefix) {
        return text.length >= at + prefix.length
                && Arrays.equals(text, at, at + prefix.length, prefix, 0, prefix.length);
    }
}
