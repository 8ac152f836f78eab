// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An action as Asterisk reads it: text with a byte in each character. */
final class AmiMessage {

    private final List<String> lines = new ArrayList<>();
    private boolean tooLong;

    void add(String line) {
        lines.add(line);
    }

    /** One of its lines did not fit into Asterisk's buffer. */
    void isTooLong() {
        tooLong = true;
    }

    boolean tooLong() {
        return tooLong;
    }

    boolean isEmpty() {
        return lines.isEmpty() && !tooLong;
    }

    int size() {
        return lines.size();
    }

    /** The first value of that name, without the blanks before it; empty if there is none. */
    String get(String name) {
        for (String line : lines) {
            if (has(line, name)) {
                return value(line, name);
            }
        }
        return "";
    }

    /** All values of that name, in order, without the blanks before them. */
    List<String> all(String name) {
        return lines.stream()
                .filter(line -> has(line, name))
                .map(line -> value(line, name))
                .toList();
    }

    private static boolean has(String line, String name) {
        int length = name.length();
        return line.length() > length && line.charAt(length) == ':' && line.regionMatches(true, 0, name, 0, length);
    }

    private static String value(String line, String name) {
        return line.substring(name.length() + 1).stripLeading();
    }

    /** Its lines, as they came. */
    List<String> lines() {
        return lines;
    }

    @Nullable
    String find(String name) {
        String value = get(name);
        return value.isEmpty() ? null : value;
    }
}
