// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

/**
 * Builds command lines and is the one place that quotes arguments:
 * {@code AgiLine.of("GET DATA").arg("welcome").arg(5000).toString()} is {@code GET DATA "welcome" 5000}.
 *
 * <p>Asterisk knows no escape for a line feed, a carriage return or NUL, so {@link #check} refuses them.
 */
public final class AgiLine {

    /** What Asterisk reads of a line; further tokens would be dropped, or worse. */
    public static final int MAX_TOKENS = 127;

    private final StringBuilder text;

    private AgiLine(String words, int capacity) {
        text = new StringBuilder(capacity).append(words);
    }

    /**
     * Starts a line.
     *
     * @param words the words of the command, such as {@code GET VARIABLE}; sent as they are
     */
    public static AgiLine of(String words) {
        return new AgiLine(words, words.length() + 48);
    }

    /**
     * Adds an argument in quotes. An empty text is an empty argument.
     *
     * @param argument any text; it reaches Asterisk as it is
     */
    public AgiLine arg(String argument) {
        text.append(' ');
        appendQuoted(text, argument);
        return this;
    }

    /** Adds a number. */
    public AgiLine arg(long number) {
        text.append(' ').append(number);
        return this;
    }

    /**
     * Adds a keyword, unquoted.
     *
     * @param word letters and digits, such as {@code on}
     */
    public AgiLine word(String word) {
        text.append(' ').append(word);
        return this;
    }

    /** The line so far. */
    @Override
    public String toString() {
        return text.toString();
    }

    /**
     * An argument as it must stand in a line: in quotes, with {@code "} and {@code \} escaped.
     *
     * @param argument any text
     */
    public static String quote(String argument) {
        StringBuilder quoted = new StringBuilder(argument.length() + 2);
        appendQuoted(quoted, argument);
        return quoted.toString();
    }

    private static void appendQuoted(StringBuilder to, String argument) {
        to.append('"');
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\');
            }
            to.append(c);
        }
        to.append('"');
    }

    /**
     * Refuses a line that Asterisk would cut, split, or take for the end of the session. Every line passes here before
     * anything of it is written.
     *
     * @param line the line, without a line feed
     * @param maxBytes the longest line the transport may send, in bytes of UTF-8
     * @throws IllegalArgumentException with the limit and the value that broke it
     */
    public static void check(String line, int maxBytes) {
        int length = line.length();
        if (line.regionMatches(true, 0, "failure", 0, 7)) {
            throw new IllegalArgumentException(
                    "an AGI line must not begin with \"failure\": Asterisk would end the session");
        }
        int bytes = length;
        int tokens = 0;
        boolean quoted = false;
        boolean escaped = false;
        boolean between = true;
        for (int i = 0; i < length; i++) {
            char c = line.charAt(i);
            if (c < ' ') {
                refuseLineBreak(c, i);
            } else if (c >= 0x80) {
                bytes += extraBytes(line, i);
            }
            // A backslash makes nothing by itself: it is the byte after it that begins a token.
            if (between && (escaped || (c != ' ' && c != '\t' && c != '\\'))) {
                tokens++;
                between = false;
            }
            if (escaped) {
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else if (c == '"') {
                quoted = !quoted;
            } else if ((c == ' ' || c == '\t') && !quoted) {
                between = true;
            }
        }
        if (tokens == 0) {
            throw new IllegalArgumentException("an AGI line must not be blank");
        }
        if (tokens > MAX_TOKENS) {
            throw new IllegalArgumentException("an AGI line has at most " + MAX_TOKENS + " words and arguments, not "
                    + tokens + ": Asterisk would drop the rest");
        }
        if (bytes > maxBytes) {
            throw new IllegalArgumentException("an AGI line on this transport has at most " + maxBytes + " bytes, not "
                    + bytes + ": Asterisk would run the rest as another command");
        }
    }

    private static void refuseLineBreak(char c, int index) {
        String name = switch (c) {
            case '\n' -> "a line feed";
            case '\r' -> "a carriage return";
            case 0 -> "a NUL";
            default -> null;
        };
        if (name != null) {
            throw new IllegalArgumentException("an AGI line must not hold " + name + " (at index " + index
                    + "): AGI cannot express it, and what follows would run as another command");
        }
    }

    /** How many bytes of UTF-8 the char at an index takes beyond one; the two halves of a pair take two each. */
    private static int extraBytes(String line, int i) {
        char c = line.charAt(i);
        if (c < 0x800) {
            return 1;
        }
        if (!Character.isSurrogate(c)) {
            return 2;
        }
        boolean paired = Character.isHighSurrogate(c)
                ? i + 1 < line.length() && Character.isLowSurrogate(line.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(line.charAt(i - 1));
        if (!paired) {
            throw new IllegalArgumentException("an AGI line must be valid text: half a surrogate pair at index " + i);
        }
        return 1;
    }
}
