// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiFilter;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.internal.Printable;

/**
 * Finds the script of a call by its path. Immutable and thread-safe.
 *
 * <p>A pattern is made of segments between slashes; its leading slash may be left out:
 * <ul>
 *   <li>{@code /billing/gold} matches this path only.
 *   <li>{@code {tier}} matches one segment, which is then {@code request.pathVariable("tier")}.
 *   <li>{@code *}, as the last segment, matches any number of segments, none too.
 * </ul>
 *
 * <p>Of several patterns that match, the most specific wins, segment by segment from the left: text before a variable
 * before {@code *}. If none matches, the predicates are asked in the order they were given, and last comes the
 * fallback.
 *
 * <p>Paths are compared as they come, case-sensitively and without decoding {@code %XX}; one slash at the end is
 * ignored. Variables and {@code *} match no segment that is empty, {@code .} or {@code ..}, or that is so, or holds a
 * NUL, once it is decoded. Such paths do reach predicates and the fallback, with none of the filters of a pattern
 * around them.
 *
 * <p>Filters stand around the script in the order they were given, the first one outermost. They also stand around the
 * fallback, and around the refusal of a call that no script wants: nobody learns which paths there are before the
 * filters agree.
 */
public final class AgiRouter {

    private static final int SHOWN = 200;
    private static final AgiScript NO_SCRIPT = (request, channel) -> {
        throw new AgiRefusedException("no script for /" + Printable.of(request.script(), SHOWN));
    };

    private final RouteTree routes;
    private final ByPredicate[] predicates;
    private final @Nullable AgiScript fallback;
    private final FilterEntry[] filters;

    private AgiRouter(Builder builder) {
        routes = new RouteTree(List.copyOf(builder.routes.values()));
        predicates = builder.predicates.toArray(ByPredicate[]::new);
        fallback = builder.fallback;
        filters = builder.filters.toArray(FilterEntry[]::new);
    }

    /** Begins a router without scripts. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A router that gives every call to one script, whatever its path.
     *
     * @param script serves all calls, many at once
     */
    public static AgiRouter of(AgiScript script) {
        return builder().fallback(script).build();
    }

    /**
     * Finds the script of a call. Runs no script, filter or factory, only predicates; what one of those throws comes
     * through.
     *
     * @param request the call
     * @return what to run; where there is no script, something that refuses the call
     */
    public Resolved resolve(AgiRequest request) {
        String[] path = Segments.of(request.script());
        RouteTree.Route route = routes.find(path);
        if (route != null) {
            RoutePattern pattern = route.pattern();
            return resolved(pattern.bind(request, path), path, route.script(), Match.of(pattern));
        }
        for (ByPredicate entry : predicates) {
            if (entry.when.test(request)) {
                return resolved(request, path, entry.script, Match.PREDICATE);
            }
        }
        return fallback != null
                ? resolved(request, path, fallback, Match.FALLBACK)
                : resolved(request, path, NO_SCRIPT, Match.NONE);
    }

    /**
     * Whether a pattern matches whose first segment is text, so that {@link Resolved#isExplicit}. Runs no code of users.
     *
     * @param request the call
     */
    public boolean hasExplicitRoute(AgiRequest request) {
        RouteTree.Route route = routes.find(Segments.of(request.script()));
        return route != null && route.pattern().beginsLiterally();
    }

    private Resolved resolved(AgiRequest request, String[] path, AgiScript script, Match match) {
        AgiScript filtered = script;
        for (int i = filters.length - 1; i >= 0; i--) {
            FilterEntry entry = filters[i];
            if (entry.pattern == null || entry.pattern.matches(path)) {
                filtered = new Filtered(entry.filter, filtered);
            }
        }
        return new Resolved(request, filtered, match);
    }

    /** What a call is given to. */
    public static final class Resolved {

        private final AgiRequest request;
        private final AgiScript script;
        private final Match match;

        private Resolved(AgiRequest request, AgiScript script, Match match) {
            this.request = request;
            this.script = script;
            this.match = match;
        }

        /** The request, with the variables of the pattern that matched. */
        public AgiRequest request() {
            return request;
        }

        /** The filters and within them the script; its factory, if it has one, is called when this runs. */
        public AgiScript script() {
            return script;
        }

        /**
         * Whether there is a script. If not, {@link #script()} throws {@link AgiRefusedException} once the filters
         * agree.
         */
        public boolean isMatched() {
            return match != Match.NONE;
        }

        /** Whether the script is the fallback. */
        public boolean isFallback() {
            return match == Match.FALLBACK;
        }

        /**
         * Whether a pattern matched whose first segment is text. AsyncAGI takes a channel by such a path only: others
         * may serve channels of the same Asterisk.
         */
        public boolean isExplicit() {
            return match == Match.EXPLICIT;
        }
    }

    private enum Match {
        NONE,
        FALLBACK,
        PREDICATE,
        PATTERN,
        EXPLICIT;

        static Match of(RoutePattern pattern) {
            return pattern.beginsLiterally() ? EXPLICIT : PATTERN;
        }
    }

    private record ByPredicate(Predicate<AgiRequest> when, AgiScript script) {}

    /** A filter for the paths of a pattern, or for all if there is none. */
    private record FilterEntry(@Nullable RoutePattern pattern, AgiFilter filter) {}

    private record Filtered(AgiFilter filter, AgiScript next) implements AgiScript {
        @Override
        public void service(AgiRequest request, AgiChannel channel) throws Exception {
            filter.filter(request, channel, next);
        }
    }

    /** A script made for one call. */
    private record PerCall(Function<AgiRequest, ? extends AgiScript> factory, String where) implements AgiScript {
        @Override
        public void service(AgiRequest request, AgiChannel channel) throws Exception {
            AgiScript script = factory.apply(request);
            if (script == null) {
                throw new IllegalStateException("the factory of " + where + " gave no script");
            }
            script.service(request, channel);
        }
    }

    /**
     * Collects scripts and filters. Not thread-safe.
     *
     * <p>A script is an instance that serves all calls, or is made for each call by a {@link Supplier} or a function of
     * the request, on the script's thread: {@code builder.script("/menu", Menu::new)}.
     */
    public static final class Builder {

        private final Map<String, RouteTree.Route> routes = new HashMap<>();
        private final List<ByPredicate> predicates = new ArrayList<>();
        private final List<FilterEntry> filters = new ArrayList<>();
        private @Nullable AgiScript fallback;

        private Builder() {}

        /**
         * Gives the paths of a pattern to a script.
         *
         * @param pattern such as {@code /billing/{tier}}
         * @param script serves all such calls, many at once
         * @throws IllegalArgumentException if the pattern is not one, or matches the same paths as one before it
         */
        public Builder script(String pattern, AgiScript script) {
            Objects.requireNonNull(script, "script");
            RoutePattern compiled = RoutePattern.compile(pattern);
            RouteTree.Route before = routes.putIfAbsent(compiled.shape(), new RouteTree.Route(compiled, script));
            if (before != null) {
                throw new IllegalArgumentException("ambiguous patterns: \"" + pattern + "\" and \"" + before.pattern()
                        + "\" match the same paths");
            }
            return this;
        }

        /**
         * Gives the paths of a pattern to scripts of their own.
         *
         * @param pattern such as {@code /billing/{tier}}
         * @param factory makes a script for each call
         * @throws IllegalArgumentException if the pattern is not one, or matches the same paths as one before it
         */
        public Builder script(String pattern, Supplier<? extends AgiScript> factory) {
            Objects.requireNonNull(factory, "factory");
            return script(pattern, request -> factory.get());
        }

        /**
         * Gives the paths of a pattern to scripts of their own.
         *
         * @param pattern such as {@code /billing/{tier}}
         * @param factory makes a script for each call
         * @throws IllegalArgumentException if the pattern is not one, or matches the same paths as one before it
         */
        public Builder script(String pattern, Function<AgiRequest, ? extends AgiScript> factory) {
            Objects.requireNonNull(factory, "factory");
            return script(pattern, new PerCall(factory, '"' + pattern + '"'));
        }

        /**
         * Gives calls that no pattern matches to a script.
         *
         * @param when which calls; asked on the script's thread
         * @param script serves all such calls, many at once
         */
        public Builder script(Predicate<AgiRequest> when, AgiScript script) {
            predicates.add(
                    new ByPredicate(Objects.requireNonNull(when, "when"), Objects.requireNonNull(script, "script")));
            return this;
        }

        /**
         * Gives calls that no pattern matches to scripts of their own.
         *
         * @param when which calls; asked on the script's thread
         * @param factory makes a script for each call
         */
        public Builder script(Predicate<AgiRequest> when, Supplier<? extends AgiScript> factory) {
            Objects.requireNonNull(factory, "factory");
            return script(when, request -> factory.get());
        }

        /**
         * Gives calls that no pattern matches to scripts of their own.
         *
         * @param when which calls; asked on the script's thread
         * @param factory makes a script for each call
         */
        public Builder script(Predicate<AgiRequest> when, Function<AgiRequest, ? extends AgiScript> factory) {
            Objects.requireNonNull(factory, "factory");
            return script(when, new PerCall(factory, "a predicate"));
        }

        /**
         * Gives all other calls to a script; without a fallback they are refused.
         *
         * @param script serves all such calls, many at once
         * @throws IllegalStateException if there is a fallback already
         */
        public Builder fallback(AgiScript script) {
            if (fallback != null) {
                throw new IllegalStateException("there is a fallback already");
            }
            fallback = Objects.requireNonNull(script, "script");
            return this;
        }

        /**
         * Gives all other calls to scripts of their own.
         *
         * @param factory makes a script for each call
         * @throws IllegalStateException if there is a fallback already
         */
        public Builder fallback(Supplier<? extends AgiScript> factory) {
            Objects.requireNonNull(factory, "factory");
            return fallback(request -> factory.get());
        }

        /**
         * Gives all other calls to scripts of their own.
         *
         * @param factory makes a script for each call
         * @throws IllegalStateException if there is a fallback already
         */
        public Builder fallback(Function<AgiRequest, ? extends AgiScript> factory) {
            Objects.requireNonNull(factory, "factory");
            return fallback(new PerCall(factory, "the fallback"));
        }

        /**
         * Puts a filter around all calls, also those that no script wants.
         *
         * @param filter inside the filters given before, outside those given after; serves many calls at once
         */
        public Builder filter(AgiFilter filter) {
            filters.add(new FilterEntry(null, Objects.requireNonNull(filter, "filter")));
            return this;
        }

        /**
         * Puts a filter around the calls whose path matches a pattern, whichever script serves them. Its variables are
         * not given to anyone: path variables are those of the script's pattern.
         *
         * @param pattern such as {@code /billing/*}; may match the same paths as another
         * @param filter inside the filters given before, outside those given after; serves many calls at once
         * @throws IllegalArgumentException if the pattern is not one
         */
        public Builder filter(String pattern, AgiFilter filter) {
            filters.add(new FilterEntry(RoutePattern.compile(pattern), Objects.requireNonNull(filter, "filter")));
            return this;
        }

        /** The router; later changes to this builder do not reach it. */
        public AgiRouter build() {
            return new AgiRouter(this);
        }
    }
}
