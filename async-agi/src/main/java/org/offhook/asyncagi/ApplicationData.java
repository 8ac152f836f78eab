// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the parentheses of {@code AGI(agi:async/suffix,first,second)}, as the list of channels tells it. Events tell neither the
 * suffix nor, when the environment is cut, all arguments.
 *
 * @param suffix what follows {@code agi:async} in the first part, without one leading slash; mostly empty
 * @param arguments the other parts; unmodifiable
 */
record ApplicationData(String suffix, List<String> arguments) {

    private static final String ASYNC = "agi:async";
    /** Asterisk does not split further; the last part takes all the rest as it is. */
    static final int MAX_PARTS = 128;

    ApplicationData {
        arguments = List.copyOf(arguments);
    }

    /**
     * Splits the data of the application AGI as Asterisk does.
     *
     * @param data as it is in {@code ApplicationData}, variables replaced
     * @return null if it is not AsyncAGI
     */
    static @Nullable ApplicationData parse(String data) {
        List<String> parts = split(data);
        if (parts.isEmpty() || !parts.get(0).regionMatches(true, 0, ASYNC, 0, ASYNC.length())) {
            return null;
        }
        String suffix = parts.get(0).substring(ASYNC.length());
        return new ApplicationData(
                suffix.startsWith("/") ? suffix.substring(1) : suffix, parts.subList(1, parts.size()));
    }

    /**
     * At commas that stand neither between quotes nor in parentheses or brackets. Quotes go away. A backslash goes away, too, and makes the
     * next character an ordinary one. Brackets count also between quotes, each kind on its own, and a closing one too many counts nothing.
     */
    private static List<String> split(String data) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int parentheses = 0;
        int brackets = 0;
        boolean quoted = false;
        boolean afterComma = false; // and since then nothing but quotes
        int at = 0;
        while (at < data.length() && parts.size() < MAX_PARTS - 1) {
            char c = data.charAt(at++);
            if (c == ',' && !quoted && parentheses == 0 && brackets == 0) {
                parts.add(part.toString());
                part.setLength(0);
                afterComma = true;
                continue;
            }
            if (c == '"') {
                quoted = !quoted;
                continue;
            }
            afterComma = false;
            switch (c) {
                case '(' -> parentheses++;
                case ')' -> parentheses = Math.max(0, parentheses - 1);
                case '[' -> brackets++;
                case ']' -> brackets = Math.max(0, brackets - 1);
                default -> {}
            }
            if (c != '\\') {
                part.append(c);
            } else if (at < data.length()) {
                part.append(data.charAt(at++));
            }
        }
        if (at < data.length()) {
            parts.add(data.substring(at));
        } else if (!data.isEmpty()) {
            parts.add(part.toString());
            if (afterComma && data.charAt(at - 1) == '"') {
                parts.add(""); // Asterisk takes the comma that it finds before its end for one more
            }
        }
        return parts;
    }
}
