// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

/** Text from the wire for a terminal: nobody on the phone may move its cursor. */
final class Text {

    private static final int LONGEST = 2000;

    private Text() {}

    /** The text on one line, without blanks around it: control and format characters are {@code ?}, line ends are blanks, and there is an end. */
    static String line(String text) {
        return clean(text.strip());
    }

    /** The same with the blanks around it. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (c == '\n' || c == '\t') {
                clean.append(' ');
            } else if (c != '\r') {
                clean.appendCodePoint(isPrintable(c) ? c : '?');
            }
        });
        if (text.codePoints().skip(LONGEST).findAny().isPresent()) {
            clean.append('…');
        }
        return clean.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
