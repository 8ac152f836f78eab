// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal;

import java.time.Duration;
import org.offhook.ami.AmiHeaders;

/** How the methods of generated actions write a value. */
public final class ActionText {

    private ActionText() {}

    /**
     * {@code NAME=value} for a header {@code Variable}. Asterisk splits such a header at commas and takes quotes and backslashes away:
     * they are escaped here, so that they arrive.
     *
     * @throws IllegalArgumentException for a name that is empty or has an equals sign
     */
    public static String variable(String name, String value) {
        if (name.isBlank() || name.indexOf('=') >= 0) {
            throw new IllegalArgumentException("a variable needs a name without an equals sign");
        }
        return escape(name) + "=" + escape(value);
    }

    /** Text for an argument among others that are separated by commas. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\\') {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    /** Whole seconds. A part of a second counts as one: no time limit becomes zero, which would mean none. */
    public static String seconds(Duration duration) {
        return Long.toString(duration.plusNanos(999_999_999).toSeconds());
    }

    /** Milliseconds. */
    public static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    /** A truth: what Asterisk takes wherever it asks for one. */
    public static String yesNo(boolean value) {
        return value ? "yes" : "no";
    }

    /** A switch. */
    public static String onOff(boolean value) {
        return value ? "on" : "off";
    }

    /** A number that is a truth. */
    public static String oneZero(boolean value) {
        return value ? "1" : "0";
    }

    /**
     * Refuses what is not the plain name of a file in Asterisk's own folder: versions of Asterisk follow a path to anywhere.
     *
     * @throws IllegalArgumentException for an empty name, and one with a slash, a backslash, two dots or a NUL
     */
    public static void checkFileName(AmiHeaders headers, String header) {
        String name = headers.find(header).orElse(null);
        if (name != null
                && (name.isEmpty()
                        || name.indexOf('/') >= 0
                        || name.indexOf('\\') >= 0
                        || name.indexOf('\0') >= 0
                        || name.contains(".."))) {
            throw new IllegalArgumentException(
                    header + " must be the plain name of a file, without /, \\ and ..: " + Printable.of(name, 100));
        }
    }
}
