// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.internal.Percent;

/** A pattern such as {@code /billing/{tier}/*}, compiled. */
final class RoutePattern {

    /** What stands for a segment with a variable: no literal can be this. */
    private static final String VARIABLE = "{}";

    private static final String REST = "*";

    private final String text;
    /** Literals as they are, {@link #VARIABLE} for any variable. */
    private final String[] segments;
    /** The names of the variables, from the left. */
    private final List<String> names;
    /** Whether more segments may follow. */
    private final boolean open;

    private RoutePattern(String text, String[] segments, List<String> names, boolean open) {
        this.text = text;
        this.segments = segments;
        this.names = names;
        this.open = open;
    }

    static RoutePattern compile(String text) {
        String[] segments = Segments.of(text.startsWith("/") ? text.substring(1) : text);
        boolean open = segments.length > 0 && segments[segments.length - 1].equals(REST);
        if (open) {
            segments = Arrays.copyOf(segments, segments.length - 1);
        }
        List<String> names = new ArrayList<>(2);
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            if (segment.startsWith("{") && segment.endsWith("}")) {
                names.add(name(segment, names, text));
                segments[i] = VARIABLE;
            } else {
                checkLiteral(segment, text);
            }
        }
        return new RoutePattern(text, segments, List.copyOf(names), open);
    }

    private static String name(String segment, List<String> names, String text) {
        String name = segment.substring(1, segment.length() - 1);
        if (name.isBlank()) {
            throw bad(text, "a variable needs a name between its braces");
        }
        if (name.indexOf('{') >= 0 || name.indexOf('}') >= 0) {
            throw bad(text, "\"" + segment + "\" must be one variable: {name}");
        }
        if (names.contains(name)) {
            throw bad(text, "the variable {" + name + "} comes twice");
        }
        return name;
    }

    private static void checkLiteral(String segment, String text) {
        if (segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0) {
            throw bad(text, "braces must enclose a whole segment, unlike \"" + segment + "\"");
        }
        if (segment.indexOf('*') >= 0) {
            throw bad(text, "* stands for whole segments and only at the end");
        }
        if (segment.indexOf('?') >= 0) {
            throw bad(text, "a query is no part of a path; use request.parameter(name)");
        }
        if (!Segments.isPlain(segment)) {
            throw bad(text, "\"" + segment + "\" is no segment that can match");
        }
    }

    private static IllegalArgumentException bad(String text, String why) {
        return new IllegalArgumentException("bad pattern \"" + text + "\": " + why);
    }

    /** Equal for two patterns that match the same paths. */
    String shape() {
        return Arrays.stream(segments).collect(Collectors.joining("/", "/", open ? "/*" : ""));
    }

    int length() {
        return segments.length;
    }

    boolean isVariable(int index) {
        return segments[index].equals(VARIABLE);
    }

    String segment(int index) {
        return segments[index];
    }

    boolean isOpen() {
        return open;
    }

    /** Whether only paths that begin with a certain segment match. */
    boolean beginsLiterally() {
        return segments.length > 0 && !isVariable(0);
    }

    boolean matches(String[] path) {
        if (open ? path.length < segments.length : path.length != segments.length) {
            return false;
        }
        for (int i = 0; i < segments.length; i++) {
            if (isVariable(i) ? !Segments.isPlain(path[i]) : !segments[i].equals(path[i])) {
                return false;
            }
        }
        return Segments.arePlain(path, segments.length);
    }

    /** The request with the variables of a path that matches. */
    AgiRequest bind(AgiRequest request, String[] path) {
        if (names.isEmpty()) {
            return request;
        }
        Map<String, String> values = new LinkedHashMap<>();
        int next = 0;
        for (int i = 0; i < segments.length; i++) {
            if (isVariable(i)) {
                values.put(names.get(next++), Percent.decode(path[i]));
            }
        }
        return request.withPathVariables(values);
    }

    @Override
    public String toString() {
        return text;
    }
}
