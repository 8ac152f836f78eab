// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal;

/** Makes text from the wire safe to log: nobody on the phone may write log lines or move a terminal's cursor. */
public final class Printable {

    private Printable() {}

    /**
     * The text with every control, format and line-separating character, and every half of a surrogate pair, as
     * {@code ?}.
     *
     * @param text any text
     * @param maxLength how many chars of it to keep; a longer one ends in {@code ...}
     */
    public static String of(String text, int maxLength) {
        boolean cut = text.length() > maxLength;
        String kept = cut ? text.substring(0, maxLength) : text;
        if (!cut && kept.codePoints().allMatch(Printable::isPrintable)) {
            return kept;
        }
        StringBuilder clean = new StringBuilder(kept.length() + 3);
        kept.codePoints().forEach(c -> clean.appendCodePoint(isPrintable(c) ? c : '?'));
        return cut ? clean.append("...").toString() : clean.toString();
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
