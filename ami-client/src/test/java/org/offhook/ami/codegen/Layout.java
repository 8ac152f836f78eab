// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings what JavaPoet writes into the form that the formatter of this project leaves as it is. */
final class Layout {

    /** Of code, and of comments. */
    private static final int WIDTH = 120;

    private static final int COMMENT_WIDTH = 140;

    /** JavaPoet breaks between parameters, before the line is full. */
    private static final Pattern SPLIT_PARAMETERS = Pattern.compile("(?m)^( *public [^;{}@]*[(,])\\n +(?=[A-Za-z])");

    private static final Pattern EMPTY_BODY = Pattern.compile("\\{\\n\\n* *}\\n");
    private static final Pattern NEW_FROM_HEADERS = Pattern.compile("( +)(return new \\w+\\()(AmiHeaders\\.of\\()(.*)");

    private Layout() {}

    static String of(String source) {
        List<String> lines = new ArrayList<>();
        List<String> comment = new ArrayList<>();
        for (String line : joined(source).split("\n", -1)) {
            String text = line.strip();
            if (text.startsWith("/**")) {
                comment.clear();
                comment.add(line);
            } else if (!comment.isEmpty()) {
                comment.add(line);
            }
            if (comment.isEmpty()) {
                lines.addAll(code(line));
            } else if (text.endsWith("*/")) {
                lines.addAll(comment(comment));
                comment.clear();
            }
        }
        return EMPTY_BODY.matcher(String.join("\n", lines)).replaceAll("{}\n");
    }

    private static String joined(String source) {
        String before;
        String after = source;
        do {
            before = after;
            after = SPLIT_PARAMETERS.matcher(before).replaceAll(found -> {
                String begin = found.group(1);
                return Matcher.quoteReplacement(begin.endsWith(",") ? begin + " " : begin);
            });
        } while (!after.equals(before));
        return after;
    }

    private static List<String> code(String line) {
        boolean declaration = line.startsWith("public ") && line.endsWith("{");
        List<String> lines = new ArrayList<>();
        if (line.length() <= WIDTH) {
            lines.add(line);
        } else if (declaration && line.contains(" implements ")) {
            int at = line.indexOf(" implements ");
            lines.add(line.substring(0, at));
            lines.add("        " + line.substring(at + 1));
        } else {
            lines.addAll(statement(line));
        }
        if (declaration) {
            lines.add("");
        }
        return lines;
    }

    private static List<String> statement(String line) {
        Matcher parts = NEW_FROM_HEADERS.matcher(line);
        if (!parts.matches()) {
            throw new IllegalStateException("no rule for a line this long: " + line);
        }
        String indent = parts.group(1) + "        ";
        String second = indent + parts.group(3) + parts.group(4);
        return second.length() <= WIDTH
                ? List.of(parts.group(1) + parts.group(2), second)
                : List.of(parts.group(1) + parts.group(2) + parts.group(3), indent + parts.group(4));
    }

    /** A comment of one line stands in one line; longer ones are broken between words. */
    private static List<String> comment(List<String> comment) {
        String indent = comment.get(0).substring(0, comment.get(0).indexOf('/'));
        if (comment.size() == 3) {
            String text = comment.get(1).strip().substring(1).strip();
            String single = indent + "/** " + text + " */";
            if (single.length() <= COMMENT_WIDTH) {
                return List.of(single);
            }
        }
        List<String> broken = new ArrayList<>();
        for (String line : comment) {
            String rest = line;
            while (rest.length() > COMMENT_WIDTH) {
                int at = rest.lastIndexOf(' ', COMMENT_WIDTH);
                broken.add(rest.substring(0, at));
                rest = indent + " * " + rest.substring(at + 1);
            }
            broken.add(rest);
        }
        return broken;
    }
}
