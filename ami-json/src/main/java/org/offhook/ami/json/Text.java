// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import java.util.Locale;

/** Text from the wire, for messages and for comparing. */
final class Text {

    private static final int MAX_SHOWN = 100;

    private Text() {}

    /** A name or value: at most 100 characters of it, with every one that could move a cursor or begin a line as {@code ?}. */
    static String printable(String text) {
        return printable(text, MAX_SHOWN);
    }

    static String printable(String text, int maxLength) {
        int end = Math.min(text.length(), maxLength);
        StringBuilder shown = new StringBuilder(end + 3);
        text.substring(0, end).codePoints().forEach(c -> shown.appendCodePoint(isPlain(c) ? c : '?'));
        return end < text.length() ? shown.append("...").toString() : shown.toString();
    }

    private static boolean isPlain(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE
                && type != Character.PRIVATE_USE
                && type != Character.UNASSIGNED;
    }

    /** A name without what does not count when names are compared: case, {@code -}, {@code _} and blanks. */
    static String plainName(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '-' && c != '_' && c != ' ') {
                plain.append(c >= 'A' && c <= 'Z' ? (char) (c + 0x20) : c);
            }
        }
        return plain.toString();
    }

    /** Whether it is not one of the ways in which Asterisk writes "not known". */
    static boolean isKnown(String value) {
        return switch (value) {
            case "", "<unknown>", "<none>", "<null>" -> false;
            default -> true;
        };
    }

    /** Whether values of headers of this name are for nobody to see. */
    static boolean isSecret(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "secret", "password", "key" -> true;
            default -> false;
        };
    }
}
