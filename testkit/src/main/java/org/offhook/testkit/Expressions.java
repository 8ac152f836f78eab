// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of Asterisk's {@code ${}} that scripts read variables with: plain names, slices and LEN. */
final class Expressions {

    private static final Pattern LEN = Pattern.compile("LEN\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern SLICE = Pattern.compile("(.*?):(-?\\d+)(?::(-?\\d+))?");

    private Expressions() {}

    static String substitute(String text, Map<String, String> variables) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (true) {
            int open = text.indexOf("${", at);
            int close = open < 0 ? -1 : close(text, open + 2);
            if (close < 0) {
                return out.append(text, at, text.length()).toString();
            }
            out.append(text, at, open);
            out.append(value(substitute(text.substring(open + 2, close), variables), variables));
            at = close + 1;
        }
    }

    private static int close(String text, int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static String value(String name, Map<String, String> variables) {
        Matcher len = LEN.matcher(name);
        if (len.matches()) {
            return Integer.toString(len.group(1).length()); // its argument was substituted already
        }
        Matcher slice = SLICE.matcher(name);
        if (slice.matches()) {
            String whole = variables.getOrDefault(slice.group(1), "");
            int offset = Integer.parseInt(slice.group(2));
            int begin = Math.min(whole.length(), offset < 0 ? Math.max(0, whole.length() + offset) : offset);
            int length = slice.group(3) == null ? whole.length() : Integer.parseInt(slice.group(3));
            int end = length < 0 ? whole.length() + length : begin + length;
            return end <= begin ? "" : whole.substring(begin, Math.min(whole.length(), end));
        }
        return variables.getOrDefault(name, "");
    }
}
