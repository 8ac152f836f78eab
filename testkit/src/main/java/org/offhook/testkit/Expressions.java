// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of Asterisk's <code>${}</code> that scripts read variables with, and that claims of channels are made of: plain names, slices,
 * expressions in <code>$[]</code>, and the functions LEN, SET, IF, ISNULL, CUT and EPOCH.
 */
final class Expressions {

    private static final Pattern CALL = Pattern.compile("([A-Z]+)\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern SLICE = Pattern.compile("(.*?):(-?\\d+)(?::(-?\\d+))?", Pattern.DOTALL);
    private static final Pattern TOKEN =
            Pattern.compile("\\s*([|&()+]|[<>!]=|[<>=*/%]|-|\"[^\"]*\"|[^|&()+<>!=*/%\\s]+)");

    private final Map<String, String> variables;
    private final LongSupplier clock;

    private Expressions(Map<String, String> variables, LongSupplier clock) {
        this.variables = variables;
        this.clock = clock;
    }

    /**
     * Substitutes.
     *
     * @param variables those of the channel; SET changes them
     * @param clock what EPOCH gives
     */
    static String substitute(String text, Map<String, String> variables, LongSupplier clock) {
        return new Expressions(variables, clock).substitute(text);
    }

    private String substitute(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (true) {
            int open = begin(text, at);
            int close = open < 0 ? -1 : close(text, open + 2, text.charAt(open + 1));
            if (close < 0) {
                return out.append(text, at, text.length()).toString();
            }
            out.append(text, at, open);
            String inside = substitute(text.substring(open + 2, close));
            out.append(text.charAt(open + 1) == '{' ? value(inside) : new Calculation(inside).result());
            at = close + 1;
        }
    }

    private static int begin(String text, int from) {
        for (int i = from; i + 1 < text.length(); i++) {
            if (text.charAt(i) == '$' && (text.charAt(i + 1) == '{' || text.charAt(i + 1) == '[')) {
                return i;
            }
        }
        return -1;
    }

    private static int close(String text, int from, char open) {
        char end = open == '{' ? '}' : ']';
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == open) {
                depth++;
            } else if (text.charAt(i) == end && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private String value(String name) {
        if (name.equals("EPOCH")) {
            return Long.toString(clock.getAsLong());
        }
        Matcher call = CALL.matcher(name);
        if (call.matches()) {
            // its argument was substituted already
            switch (call.group(1)) {
                case "LEN" -> {
                    return Integer.toString(call.group(2).length());
                }
                case "ISNULL" -> {
                    return call.group(2).isEmpty() ? "1" : "0";
                }
                case "SET" -> {
                    return set(call.group(2));
                }
                case "IF" -> {
                    return choose(call.group(2));
                }
                case "CUT" -> {
                    return cut(call.group(2).split(",", -1));
                }
                default -> {}
            }
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

    private String set(String assignment) {
        int equals = assignment.indexOf('=');
        String value = assignment.substring(equals + 1);
        variables.put(assignment.substring(0, Math.max(equals, 0)), value);
        return value;
    }

    private static String choose(String choice) {
        int question = choice.indexOf('?');
        if (question < 0) {
            return "";
        }
        String condition = choice.substring(0, question).strip();
        int colon = choice.indexOf(':', question);
        if (!condition.isEmpty() && !condition.equals("0")) {
            return choice.substring(question + 1, colon < 0 ? choice.length() : colon);
        }
        return colon < 0 ? "" : choice.substring(colon + 1);
    }

    private String cut(String[] arguments) {
        String[] fields = variables
                .getOrDefault(arguments[0], "")
                .split(Pattern.quote(arguments.length > 1 ? arguments[1] : "-"), -1);
        int field = arguments.length > 2 && arguments[2].matches("\\d{1,4}") ? Integer.parseInt(arguments[2]) : 1;
        return field < 1 || field > fields.length ? "" : fields[field - 1];
    }

    /** What stands in <code>$[]</code>; numbers are compared as numbers, everything else as text. */
    private static final class Calculation {
        private static final List<List<String>> LEVELS = List.of(
                List.of("|"),
                List.of("&"),
                List.of("=", "!=", "<", ">", "<=", ">="),
                List.of("+", "-"),
                List.of("*", "/", "%"));

        private final List<String> tokens = new ArrayList<>();
        private int at;

        Calculation(String text) {
            Matcher matcher = TOKEN.matcher(text);
            while (matcher.lookingAt()) {
                tokens.add(matcher.group(1));
                matcher.region(matcher.end(), text.length());
            }
        }

        String result() {
            return level(0);
        }

        private String level(int level) {
            if (level == LEVELS.size()) {
                return operand();
            }
            String left = level(level + 1);
            while (at < tokens.size() && LEVELS.get(level).contains(tokens.get(at))) {
                String operator = tokens.get(at++);
                left = apply(operator, left, level(level + 1));
            }
            return left;
        }

        private String operand() {
            if (at >= tokens.size()) {
                return "";
            }
            String token = tokens.get(at);
            if (token.equals("(")) {
                at++;
                String inside = level(0);
                at++;
                return inside;
            }
            if (LEVELS.stream().anyMatch(each -> each.contains(token)) || token.equals(")")) {
                return ""; // an operand that is empty
            }
            at++;
            return token;
        }

        private static String apply(String operator, String left, String right) {
            return switch (operator) {
                case "|" -> isTrue(left) ? left : isTrue(right) ? right : "0";
                case "&" -> isTrue(left) && isTrue(right) ? left : "0";
                case "=" -> bit(compare(left, right) == 0);
                case "!=" -> bit(compare(left, right) != 0);
                case "<" -> bit(compare(left, right) < 0);
                case ">" -> bit(compare(left, right) > 0);
                case "<=" -> bit(compare(left, right) <= 0);
                case ">=" -> bit(compare(left, right) >= 0);
                case "+" -> Long.toString(number(left) + number(right));
                case "-" -> Long.toString(number(left) - number(right));
                case "*" -> Long.toString(number(left) * number(right));
                case "/" -> number(right) == 0 ? "0" : Long.toString(number(left) / number(right));
                default -> number(right) == 0 ? "0" : Long.toString(number(left) % number(right));
            };
        }

        private static String bit(boolean value) {
            return value ? "1" : "0";
        }

        private static boolean isTrue(String value) {
            return !value.isEmpty() && !value.equals("0");
        }

        private static boolean isNumber(String value) {
            return value.matches("-?\\d{1,18}");
        }

        private static long number(String value) {
            return isNumber(value) ? Long.parseLong(value) : 0;
        }

        private static int compare(String left, String right) {
            return isNumber(left) && isNumber(right)
                    ? Long.compare(Long.parseLong(left), Long.parseLong(right))
                    : left.compareTo(right);
        }
    }
}
