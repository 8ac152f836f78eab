// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Percent-encoding as it is in the URLs of {@code AGI()}, which Asterisk passes on untouched. */
public final class Percent {

    private Percent() {}

    /**
     * Decodes {@code %XX} as bytes of UTF-8. A percent sign that two hexadecimal digits do not follow stays, and so
     * does a plus.
     */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1]) : -1;
            int low = high < 0 ? -1 : hex(bytes[i + 2]);
            if (low >= 0) {
                decoded.write(high << 4 | low);
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decoded.toString(UTF_8);
    }

    /** The value of a hexadecimal digit of ASCII; -1 for anything else. */
    private static int hex(byte b) {
        return b < 0 ? -1 : Character.digit((char) b, 16);
    }
}
