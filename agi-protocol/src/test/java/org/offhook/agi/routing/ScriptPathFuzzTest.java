// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.routing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.AgiRequest;

/** Whatever Asterisk passes on as the path of a script. */
class ScriptPathFuzzTest {

    private static final AgiCapabilities FAST_AGI = new AgiCapabilities("FastAGI", 2046, 1, true);
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final List<RoutePattern> PATTERNS = List.of(
            RoutePattern.compile("/"),
            RoutePattern.compile("/billing"),
            RoutePattern.compile("/billing/{tier}"),
            RoutePattern.compile("/billing/gold"),
            RoutePattern.compile("/billing/{tier}/pay"),
            RoutePattern.compile("/files/*"),
            RoutePattern.compile("/{anything}"),
            RoutePattern.compile("/{a}/{b}/*"));

    @FuzzTest
    void pathQueryAndRouteAreThoseOfAPlainReader(byte[] data) {
        String target = new String(data, UTF_8);
        AgiRequest request = AgiRequest.of(Map.of("agi_network_script", target), FAST_AGI, null);
        String[] halves = target.split("\\?", 2);
        String path = halves[0].startsWith("/") ? halves[0].substring(1) : halves[0];
        assertThat(request.script()).isEqualTo(path);
        Map<String, List<String>> expected = parameters(halves.length > 1 ? halves[1] : "");
        assertThat(request.parameters()).isEqualTo(expected);
        assertThat(List.copyOf(request.parameters().keySet())).isEqualTo(List.copyOf(expected.keySet()));
        expected.forEach((name, values) -> assertThat(request.parameter(name)).contains(values.get(0)));
        assertThat(request.toString()).doesNotContainPattern("\\p{Cntrl}");
        route(request, path);
    }

    private static void route(AgiRequest request, String path) {
        String[] segments = Segments.of(path);
        List<RouteTree.Route> routes = PATTERNS.stream()
                .map(pattern -> new RouteTree.Route(pattern, (r, channel) -> {}))
                .toList();
        RouteTree.Route found = new RouteTree(routes).find(segments);
        List<RoutePattern> matching =
                PATTERNS.stream().filter(pattern -> matches(pattern, path)).toList();
        assertThat(found == null).isEqualTo(matching.isEmpty());
        if (found == null) {
            return;
        }
        assertThat(matching).contains(found.pattern());
        Map<String, String> variables = found.pattern().bind(request, segments).pathVariables();
        Path root = Path.of("/", "srv", "sounds");
        variables.forEach((name, value) -> {
            assertThat(value).isNotEmpty().doesNotContain("\0");
            assertThat(root.resolve(value).normalize()).startsWithRaw(root).isNotEqualTo(root);
            assertThat(value.split("[/\\\\]", -1)).doesNotContain("..", ".");
        });
    }

    /** By a regular expression, and a look at every decoded segment that a variable or the rest stands for. */
    private static boolean matches(RoutePattern pattern, String path) {
        String text = pattern.toString().substring(1);
        String[] wanted = text.isEmpty() ? new String[0] : text.split("/", -1);
        String trimmed = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String[] segments = path.isEmpty() ? new String[0] : trimmed.split("/", -1);
        boolean open = wanted.length > 0 && wanted[wanted.length - 1].equals("*");
        int fixed = open ? wanted.length - 1 : wanted.length;
        if (open ? segments.length < fixed : segments.length != fixed) {
            return false;
        }
        for (int i = 0; i < segments.length; i++) {
            boolean literal = i < fixed && !wanted[i].startsWith("{");
            if (literal ? !wanted[i].equals(segments[i]) : isTrick(segments[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTrick(String segment) {
        String decoded = decode(segment);
        if (segment.isEmpty() || decoded.contains("\0") || decoded.matches("(?s)[/\\\\].*")) {
            return true;
        }
        for (String part : decoded.split("[/\\\\]", -1)) {
            if (part.equals(".") || part.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] halves = pair.split("=", 2);
                found.computeIfAbsent(decode(halves[0]), name -> new ArrayList<>())
                        .add(halves.length > 1 ? decode(halves[1]) : "");
            }
        }
        return found;
    }

    /** Bytes as chars, so that a regular expression can replace them. */
    private static String decode(String text) {
        String bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
        String decoded = ESCAPE.matcher(bytes)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
        return new String(decoded.getBytes(ISO_8859_1), UTF_8);
    }
}
