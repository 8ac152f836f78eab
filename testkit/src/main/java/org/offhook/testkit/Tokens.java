// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a command line into tokens as Asterisk does: blanks and tabs separate, a quote toggles quoting anywhere in a token, a
 * backslash makes the next character literal inside and outside quotes, an unfinished quote ends with the line. Written from
 * what Asterisk does, not from what our own encoder does.
 */
final class Tokens {

    /** What Asterisk reads of a line; it drops the rest. */
    private static final int MAX = 127;

    private Tokens() {}

    static List<String> of(String line) {
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        boolean begun = false;
        boolean quoted = false;
        boolean escaped = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (escaped) {
                token.append(c);
                begun = true;
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else if (c == '"') {
                quoted = !quoted;
                begun = true;
            } else if (!quoted && (c == ' ' || c == '\t')) {
                if (begun) {
                    tokens.add(token.toString());
                    token.setLength(0);
                    begun = false;
                }
            } else {
                token.append(c);
                begun = true;
            }
        }
        if (begun) {
            tokens.add(token.toString());
        }
        return tokens.size() > MAX ? tokens.subList(0, MAX) : tokens;
    }

    /** Cuts what stands in an application's parentheses at its commas, as Asterisk does. */
    static List<String> ofApplication(String data) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean quoted = false;
        int parentheses = 0;
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            if (c == '\\' && i + 1 < data.length()) {
                argument.append(data.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted && parentheses == 0) {
                arguments.add(argument.toString());
                argument.setLength(0);
            } else {
                parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
                argument.append(c);
            }
        }
        arguments.add(argument.toString());
        return arguments;
    }
}
