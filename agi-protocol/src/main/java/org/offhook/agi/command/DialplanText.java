// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

/**
 * Makes text that a caller can choose (a caller id, digits, a SIP header) safe to put into arguments of dialplan applications.
 * Quoting of the AGI line is done elsewhere; this is about what the application makes of its arguments.
 */
public final class DialplanText {

    private static final String SPECIAL = "\\\",()[]{}";

    private DialplanText() {}

    /**
     * Keeps only characters that are allowed, as the dialplan function {@code FILTER} does. This is the one defence that
     * always works, and the only one against {@code &}, which makes {@code Dial} call more than one place.
     *
     * @param allowed single characters, and ranges such as {@code 0-9}; a dash at the beginning or the end is a dash
     * @param value the text
     * @return the text without all other characters
     * @throws IllegalArgumentException if a range is upside down
     */
    public static String filter(String allowed, String value) {
        isAllowed(allowed, -1); // refuses a bad range also when there is no text
        StringBuilder kept = new StringBuilder(value.length());
        value.codePoints().filter(c -> isAllowed(allowed, c)).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /**
     * Escapes with backslashes what would separate or group arguments, or be replaced as a variable or expression: comma,
     * quote, parentheses, brackets, braces and the backslash. The application takes the backslashes off again.
     *
     * <p>Not for an application's last argument, which takes all the rest of the line as it is, backslashes too; not for {@code
     * Set}, nor for the arguments of a subroutine, which keep them. It cannot protect against {@code &} in lists of places
     * or files: use {@link #filter}.
     *
     * @param value one argument; any text without line feeds
     * @return the same with backslashes
     * @throws IllegalArgumentException if there is a carriage return, line feed or NUL
     */
    public static String escapeArgument(String value) {
        StringBuilder escaped = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n' || c == '\r' || c == 0) {
                throw new IllegalArgumentException(
                        "an argument must not hold a line break or NUL; there is one at index " + i);
            }
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    private static boolean isAllowed(String allowed, int c) {
        boolean found = false;
        for (int i = 0; i < allowed.length(); i++) {
            char from = allowed.charAt(i);
            char to = from;
            if (i + 2 < allowed.length() && allowed.charAt(i + 1) == '-') {
                to = allowed.charAt(i + 2);
                i += 2;
            }
            if (from > to) {
                throw new IllegalArgumentException(
                        "the range " + from + '-' + to + " is upside down in \"" + allowed + '"');
            }
            found |= c >= from && c <= to;
        }
        return found;
    }
}
