// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiScript;

/**
 * All patterns with a script, by their segments. The search takes the most specific way at each segment and comes back
 * if it ends.
 */
final class RouteTree {

    /** A pattern and what serves it. */
    record Route(RoutePattern pattern, AgiScript script) {}

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>(4);
        private @Nullable Node variable;
        private @Nullable Route exact;
        private @Nullable Route open;
    }

    private final Node root = new Node();

    /** @param routes no two of the same {@linkplain RoutePattern#shape() shape} */
    RouteTree(List<Route> routes) {
        routes.forEach(this::add);
    }

    private void add(Route route) {
        RoutePattern pattern = route.pattern();
        Node node = root;
        for (int i = 0; i < pattern.length(); i++) {
            if (!pattern.isVariable(i)) {
                node = node.literals.computeIfAbsent(pattern.segment(i), s -> new Node());
            } else {
                Node variable = node.variable == null ? new Node() : node.variable;
                node.variable = variable;
                node = variable;
            }
        }
        if (pattern.isOpen()) {
            node.open = route;
        } else {
            node.exact = route;
        }
    }

    /** The most specific route for a path, or null. */
    @Nullable
    Route find(String[] path) {
        return find(root, path, 0);
    }

    private static @Nullable Route find(Node node, String[] path, int at) {
        if (at == path.length) {
            return node.exact != null ? node.exact : node.open;
        }
        Node literal = node.literals.get(path[at]);
        Route found = literal == null ? null : find(literal, path, at + 1);
        if (found == null && node.variable != null && Segments.isPlain(path[at])) {
            found = find(node.variable, path, at + 1);
        }
        return found == null && node.open != null && Segments.arePlain(path, at) ? node.open : found;
    }
}
