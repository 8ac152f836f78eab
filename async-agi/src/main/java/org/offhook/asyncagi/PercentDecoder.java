// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.util.Arrays;

/** Undoes the percent-encoding of {@code Env} and {@code Result}. Pure; works on bytes, because their number matters. */
final class PercentDecoder {

    private static final int SHORT = 3;
    /** {@code %FFFFFFC3}: 1.8, 12.8, 13.0 and 13.1 write a byte from 0x80 on with its sign extended. */
    private static final int LONG = 9;

    private PercentDecoder() {}

    /**
     * The decoded bytes. Only {@code %XX} is decoded, in either case; a plus stays, and so does a percent sign that two hexadecimal
     * digits do not follow. {@code %FFFFFFXX} is one byte, where that is at least 0x80.
     *
     * @param encoded not changed
     * @return an array of its own; the given one if there is nothing to decode
     */
    static byte[] decode(byte[] encoded) {
        int first = 0;
        while (first < encoded.length && encoded[first] != '%') {
            first++;
        }
        if (first == encoded.length) {
            return encoded;
        }
        int length = first;
        for (int i = first; i < encoded.length; i += width(encoded, i)) {
            length++;
        }
        byte[] decoded = Arrays.copyOf(encoded, length);
        int from = first;
        for (int to = first; to < length; to++) {
            int width = width(encoded, from);
            if (width > 1) {
                int last = from + width - 1;
                decoded[to] = (byte) (hex(encoded[last - 1]) << 4 | hex(encoded[last]));
            } else {
                decoded[to] = encoded[from];
            }
            from += width;
        }
        return decoded;
    }

    /** How many bytes, from an index on, make one decoded byte. */
    private static int width(byte[] encoded, int at) {
        if (encoded[at] != '%' || !areHex(encoded, at + 1, at + SHORT)) {
            return 1;
        }
        return isSignExtended(encoded, at) ? LONG : SHORT;
    }

    private static boolean isSignExtended(byte[] encoded, int at) {
        for (int i = at + 1; i < at + LONG - 2; i++) {
            if (i >= encoded.length || hex(encoded[i]) != 0xF) {
                return false;
            }
        }
        return areHex(encoded, at + LONG - 2, at + LONG) && hex(encoded[at + LONG - 2]) >= 8;
    }

    private static boolean areHex(byte[] encoded, int from, int to) {
        if (to > encoded.length) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (hex(encoded[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The value of a hexadecimal digit; -1 for anything else. */
    private static int hex(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int letter = b | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }
}
