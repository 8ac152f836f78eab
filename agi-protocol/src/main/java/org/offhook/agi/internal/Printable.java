// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes text from the wire safe to log: nobody on the phone may write log lines or move a terminal's cursor. */
public final class Printable {

    /** How many causes of causes are looked at. */
    private static final int MAX_DEPTH = 20;

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

    /**
     * A throwable to log with its stack trace: itself, or where a message in it could write lines of a log a copy that begins each further
     * line of a message with a bar.
     */
    public static Throwable of(Throwable thrown) {
        return isPlain(thrown, 0) ? thrown : new Cleaned(thrown, 0);
    }

    private static boolean isPlain(@Nullable Throwable thrown, int depth) {
        if (thrown == null || depth > MAX_DEPTH) {
            return true;
        }
        return thrown.toString().codePoints().allMatch(c -> c == '\t' || isPrintable(c))
                && isPlain(thrown.getCause(), depth + 1)
                && Arrays.stream(thrown.getSuppressed()).allMatch(other -> isPlain(other, depth + 1));
    }

    /** Tells of another, with its trace. */
    private static final class Cleaned extends Throwable {

        private static final long serialVersionUID = 1L;

        Cleaned(Throwable from, int depth) {
            super(clean(from.toString()), copy(from.getCause(), depth));
            setStackTrace(from.getStackTrace());
            for (Throwable suppressed : depth < MAX_DEPTH ? from.getSuppressed() : new Throwable[0]) {
                addSuppressed(new Cleaned(suppressed, depth + 1));
            }
        }

        private static @Nullable Throwable copy(@Nullable Throwable cause, int depth) {
            return cause == null || depth == MAX_DEPTH ? null : new Cleaned(cause, depth + 1);
        }

        private static String clean(String text) {
            StringBuilder clean = new StringBuilder(text.length() + 16);
            text.replace("\r\n", "\n").codePoints().forEach(c -> {
                if (c == '\n') {
                    clean.append("\n\t| ");
                } else {
                    clean.appendCodePoint(c == '\t' || isPrintable(c) ? c : '?');
                }
            });
            return clean.toString();
        }
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
