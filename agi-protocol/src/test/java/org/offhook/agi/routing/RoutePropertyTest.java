// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.offhook.agi.routing.RouteTree.Route;

class RoutePropertyTest {

    @Property
    void theTreeFindsWhatAskingEachPatternFinds(@ForAll("patterns") List<String> texts, @ForAll("paths") String path) {
        Map<String, Route> routes = new LinkedHashMap<>();
        for (String text : texts) {
            RoutePattern pattern = RoutePattern.compile(text);
            routes.putIfAbsent(pattern.shape(), new Route(pattern, (request, channel) -> {}));
        }
        String[] segments = Segments.of(path);
        Route best = routes.values().stream()
                .filter(route -> route.pattern().matches(segments))
                .min(Comparator.comparing(route -> rank(route.pattern().shape())))
                .orElse(null);
        assertThat(new RouteTree(new ArrayList<>(routes.values())).find(segments))
                .isSameAs(best);
    }

    @Property
    void aPathThatAPatternMatchesHasNoTricks(@ForAll("paths") String path) {
        String[] segments = Segments.of(path);
        if (RoutePattern.compile("/*").matches(segments)) {
            assertThat(path).doesNotContain("//");
            assertThat(List.of(segments)).doesNotContain("", ".", "..", "%2e%2e");
        }
    }

    /** A text whose order is the order of specificity: by segment from the left, a literal, a variable, the end, the rest. */
    private static String rank(String shape) {
        StringBuilder rank = new StringBuilder();
        for (String segment : shape.substring(1).split("/", -1)) {
            rank.append(
                    switch (segment) {
                        case "" -> "";
                        case "{}" -> "1";
                        case "*" -> "3";
                        default -> "0";
                    });
        }
        return rank.append(rank.toString().endsWith("3") ? "" : "2").toString();
    }

    @Provide
    Arbitrary<List<String>> patterns() {
        Arbitrary<List<String>> segments =
                Arbitraries.of("a", "b", "c", "{}").list().ofMaxSize(4);
        Arbitrary<String> pattern = Combinators.combine(segments, Arbitraries.of(true, false))
                .as((list, open) -> {
                    StringBuilder text = new StringBuilder();
                    int variables = 0;
                    for (String segment : list) {
                        text.append('/').append(segment.equals("{}") ? "{v" + variables++ + "}" : segment);
                    }
                    return open ? text + "/*" : text.toString();
                });
        return pattern.list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.frequencyOf(
                        Tuple.of(12, Arbitraries.of("a", "b", "c", "d")),
                        Tuple.of(1, Arbitraries.of("", ".", "..", "%2e%2e")))
                .list()
                .ofMaxSize(5)
                .map(list -> String.join("/", list));
    }
}
