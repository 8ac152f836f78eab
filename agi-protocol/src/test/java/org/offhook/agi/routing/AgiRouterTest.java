// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiFilter;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;

class AgiRouterTest {

    private final List<String> log = new ArrayList<>();

    private AgiScript script(String name) {
        return (request, channel) -> log.add(name);
    }

    private AgiFilter filter(String name) {
        return (request, channel, next) -> {
            log.add(name + "(");
            try {
                next.service(request, channel);
            } finally {
                log.add(")" + name);
            }
        };
    }

    /** A router whose scripts log the pattern they are for. */
    private AgiRouter router(String... patterns) {
        AgiRouter.Builder builder = AgiRouter.builder();
        for (String pattern : patterns) {
            builder.script(pattern, script(pattern));
        }
        return builder.build();
    }

    /** The log of one call; {@code refused} if there was no script. */
    private List<String> serve(AgiRouter router, String path) throws Exception {
        log.clear();
        try {
            Calls.serve(router, path);
        } catch (AgiRefusedException e) {
            log.add("refused");
        }
        return log;
    }

    @Nested
    class Patterns {

        @ParameterizedTest
        @CsvSource(
                nullValues = "-",
                value = {
                    "/billing/gold,      billing/gold",
                    "billing/gold,       billing/gold",
                    "/billing/gold,      /billing/gold",
                    "/billing/gold,      billing/gold/",
                    "/billing/gold/,     billing/gold",
                    "/billing/gold,      billing/gold?x=/y/..",
                    "/billing/gold,      billing/gold?",
                    "/billing/{tier},    billing/gold",
                    "/billing/{tier},    billing/gold/",
                    "/{a}/{b}/{c},       1/2/3",
                    "/{a},               two words",
                    "/two words,         two words",
                    "/a%20b,             a%20b",
                    "/{a},               a+b",
                    "/a/*,               a",
                    "/a/*,               a/",
                    "/a/*,               a/b",
                    "/a/*,               a/b/c/d/",
                    "/{a}/*,             x/y/z",
                    "/*,                 ''",
                    "/*,                 a/b",
                    "*,                  a",
                    "/,                  ''",
                    "/,                  /",
                    "'',                 ''",
                    "/...,               ...",
                    "/{a},               ...",
                    "/{a},               .hidden",
                    "/{a},               a..b",
                    "/{a},               100%",
                    "/{a},               x#f",
                    "/ünïcode/{a},       ünïcode/ä",
                })
        void aPatternMatches(String pattern, String path) throws Exception {
            assertThat(serve(router(pattern), path)).containsExactly(pattern);
        }

        @ParameterizedTest
        @CsvSource({
            "/billing/gold,      billing",
            "/billing/gold,      billing/gold/x",
            "/billing/gold,      billing/Gold",
            "/billing/gold,      Billing/gold",
            "/billing/gold,      billing/gold//",
            "/billing/gold,      //billing/gold",
            "/billing/gold,      billing//gold",
            "/billing/gold,      billing%2Fgold",
            "/billing/gold,      billing/gol%64",
            "/billing/gold,      'billing/gold '",
            "/billing/{tier},    billing",
            "/billing/{tier},    billing/",
            "/billing/{tier},    billing/gold/x",
            "/a/*,               b",
            "/a/*,               ab",
            "/a/*,               ''",
            "/{a},               ''",
            "/,                  a",
            "/,                  //",
        })
        void aPatternDoesNotMatch(String pattern, String path) throws Exception {
            assertThat(serve(router(pattern), path)).containsExactly("refused");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "..",
                    ".",
                    "../etc/passwd",
                    "a/../b",
                    "a/./b",
                    "a/..",
                    "../",
                    "a//b",
                    "a//",
                    "//",
                    "///",
                    "//a",
                    "%2e%2e/x",
                    "%2E.",
                    ".%2e",
                    "%2e",
                    "a/%2e%2e/b",
                    "..%2f..%2fetc",
                    "%2Fetc%2Fpasswd",
                    "\\\\host\\share",
                    "a%2f..%2fb",
                    "a%2F%2E%2E",
                    "..\\windows",
                    "a\\..\\b",
                    "..%5cb",
                    "a%00",
                    "a%00.gsm",
                    "a/b%00/c",
                })
        void noTrickMatchesAVariableOrTheRest(String path) throws Exception {
            AgiRouter router = router("/*", "/{a}", "/{a}/{b}", "/{a}/{b}/{c}", "/a/*", "/a/{b}", "/a/{b}/{c}");
            assertThat(serve(router, path)).containsExactly("refused");
        }

        @Test
        void aClassNameIsAPathLikeAnyOther() throws Exception {
            assertThat(serve(router("/menu"), "org.offhook.agi.routing.AgiRouterTest"))
                    .containsExactly("refused");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/a/*/b",
                    "*/a",
                    "/a*",
                    "/*a",
                    "/**",
                    "/a/**",
                    "/{}",
                    "/{ }",
                    "/{a}/{a}",
                    "/{a",
                    "/a}",
                    "/x{a}",
                    "/{a}x",
                    "/{a}{b}",
                    "/{{a}}",
                    "//",
                    "/a//b",
                    "//a",
                    "/a//",
                    "/a/../b",
                    "/.",
                    "/%2e%2e",
                    "/a?x=1",
                    "/{a}/{b}/{a}"
                })
        void aBadPatternIsRefusedAndNamed(String pattern) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AgiRouter.builder().script(pattern, script("x")))
                    .withMessageStartingWith("bad pattern \"" + pattern + "\": ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AgiRouter.builder().filter(pattern, filter("x")))
                    .withMessageStartingWith("bad pattern \"" + pattern + "\": ");
        }

        @Test
        void theMessageSaysWhatIsWrong() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> router("/a/*/b"))
                    .withMessageContaining("only at the end");
            assertThatIllegalArgumentException().isThrownBy(() -> router("/{}")).withMessageContaining("needs a name");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> router("/{a}/{a}"))
                    .withMessageContaining("{a} comes twice");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> router("/x{a}"))
                    .withMessageContaining("whole segment");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> router("/a?x=1"))
                    .withMessageContaining("request.parameter(name)");
        }
    }

    @Nested
    class Variables {

        private AgiRequest resolve(String pattern, String path) {
            return router(pattern).resolve(Calls.request(path)).request();
        }

        @Test
        void variablesComeInTheOrderOfThePattern() {
            assertThat(resolve("/{b}/x/{a}", "1/x/2").pathVariables())
                    .containsExactly(entry("b", "1"), entry("a", "2"));
        }

        @ParameterizedTest
        @CsvSource({
            "gold, gold",
            "a%20b, a b",
            "%C3%A4, ä",
            "+49, +49",
            "100%, 100%",
            "PJSIP%2Falice, PJSIP/alice",
            "%2541, %41",
        })
        void aVariableIsDecodedAfterMatching(String segment, String value) {
            assertThat(resolve("/x/{v}", "x/" + segment).pathVariable("v")).isEqualTo(value);
        }

        @Test
        void anUnknownVariableNamesThoseOfTheRoute() {
            AgiRequest request = resolve("/{tier}/*", "gold/x");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> request.pathVariable("name"))
                    .withMessageContaining("it has tier");
        }

        @Test
        void aRouteWithoutVariablesLeavesTheRequestAlone() {
            AgiRequest request = Calls.request("a/b");
            assertThat(router("/a/*").resolve(request).request()).isSameAs(request);
        }
    }

    @Nested
    class Specificity {

        static Stream<Arguments> mostSpecific() {
            return Stream.of(
                    arguments(List.of("/a/b", "/a/{x}", "/a/*", "/{y}/b", "/*"), "a/b", "/a/b"),
                    arguments(List.of("/a/b", "/a/{x}", "/a/*", "/{y}/b", "/*"), "a/c", "/a/{x}"),
                    arguments(List.of("/a/b", "/a/{x}", "/a/*", "/{y}/b", "/*"), "a/b/c", "/a/*"),
                    arguments(List.of("/a/b", "/a/{x}", "/a/*", "/{y}/b", "/*"), "c/b", "/{y}/b"),
                    arguments(List.of("/a/b", "/a/{x}", "/a/*", "/{y}/b", "/*"), "c/d", "/*"),
                    arguments(List.of("/a/b", "/a/{x}", "/a/*", "/{y}/b", "/*"), "a", "/a/*"),
                    // the left segment counts more than all to its right
                    arguments(List.of("/a/*", "/{x}/b"), "a/b", "/a/*"),
                    arguments(List.of("/a/{x}", "/{y}/b"), "a/b", "/a/{x}"),
                    arguments(List.of("/{x}/{y}", "/{x}/*"), "a/b", "/{x}/{y}"),
                    arguments(List.of("/{x}/*", "/*"), "a/b/c", "/{x}/*"),
                    // the end of a path is more specific than a rest of nothing
                    arguments(List.of("/a", "/a/*"), "a", "/a"),
                    arguments(List.of("/", "/*"), "", "/"),
                    arguments(List.of("/{x}", "/{x}/*"), "a", "/{x}"),
                    // a way that ends is left again
                    arguments(List.of("/a/b/c", "/a/{x}/d"), "a/b/d", "/a/{x}/d"),
                    arguments(List.of("/a/b/c", "/{x}/b/d"), "a/b/d", "/{x}/b/d"),
                    arguments(List.of("/a/{x}/c", "/a/*"), "a/b/d", "/a/*"),
                    arguments(List.of("/a/{x}/c", "/*"), "a/b/d", "/*"),
                    arguments(List.of("/{x}/b", "/{y}/c"), "a/c", "/{y}/c"));
        }

        @ParameterizedTest
        @MethodSource("mostSpecific")
        void theMostSpecificPatternWinsInWhateverOrderTheyWereGiven(List<String> patterns, String path, String winner)
                throws Exception {
            assertThat(serve(router(patterns.toArray(String[]::new)), path)).containsExactly(winner);
            List<String> reversed = new ArrayList<>(patterns);
            Collections.reverse(reversed);
            assertThat(serve(router(reversed.toArray(String[]::new)), path)).containsExactly(winner);
        }

        @ParameterizedTest
        @CsvSource({
            "/a/b, /a/b",
            "/a/b, a/b",
            "/a/b, /a/b/",
            "/a/{x}, /a/{y}",
            "/{x}/*, /{y}/*",
            "/*, *",
            "/, ''",
        })
        void twoPatternsOfTheSameShapeAreRefusedAndBothNamed(String one, String other) {
            AgiRouter.Builder builder = AgiRouter.builder().script(one, script("one"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.script(other, script("other")))
                    .withMessageContaining("\"" + one + "\"")
                    .withMessageContaining("\"" + other + "\"");
        }

        @Test
        void aBuilderStaysUsableAfterItRefusedAPattern() throws Exception {
            AgiRouter.Builder builder = AgiRouter.builder().script("/a", script("first"));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.script("a", script("second")));
            assertThat(serve(builder.build(), "a")).containsExactly("first");
        }

        @Test
        void laterChangesToABuilderDoNotReachARouter() throws Exception {
            AgiRouter.Builder builder = AgiRouter.builder().script("/a", script("a"));
            AgiRouter router = builder.build();
            builder.script("/b", script("b")).filter(filter("f")).fallback(script("fallback"));
            assertThat(serve(router, "a")).containsExactly("a");
            assertThat(serve(router, "b")).containsExactly("refused");
        }
    }

    @Nested
    class PredicatesAndFallback {

        @Test
        void patternsComeBeforePredicatesAndPredicatesBeforeTheFallback() throws Exception {
            AgiRouter router = AgiRouter.builder()
                    .fallback(script("fallback"))
                    .script(request -> request.script().startsWith("p"), script("first"))
                    .script(request -> request.script().startsWith("pq"), script("second"))
                    .script(request -> request.parameter("q").isPresent(), script("third"))
                    .script("/pattern", script("pattern"))
                    .build();
            assertThat(serve(router, "pattern")).containsExactly("pattern");
            assertThat(serve(router, "pq")).containsExactly("first");
            assertThat(serve(router, "x?q")).containsExactly("third");
            assertThat(serve(router, "x")).containsExactly("fallback");
            assertThat(serve(router, "")).containsExactly("fallback");
            assertThat(serve(router, "a/../b")).containsExactly("fallback");
        }

        @Test
        void whereThereIsNothingTheCallIsRefusedAndThePathNamed() {
            assertThatExceptionOfType(AgiRefusedException.class)
                    .isThrownBy(() -> Calls.serve(router("/a"), "b/c?token=s3cret"))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo("no script for /b/c"));
            assertThatExceptionOfType(AgiRefusedException.class)
                    .isThrownBy(() -> Calls.serve(router("/a"), "b\r\n\u001b[2J" + "x".repeat(5000)))
                    .satisfies(e -> assertThat(e.reason())
                            .startsWith("no script for /b???[2Jxxx")
                            .hasSizeLessThan(300));
        }

        @Test
        void oneScriptMayServeAllCalls() throws Exception {
            AgiRouter router = AgiRouter.of(script("one"));
            for (String path : List.of("", "a", "a/b", "..", "//")) {
                assertThat(serve(router, path)).containsExactly("one");
            }
        }

        @Test
        void thereIsOneFallbackOnly() {
            AgiRouter.Builder builder = AgiRouter.builder().fallback(script("a"));
            assertThatIllegalStateException().isThrownBy(() -> builder.fallback(script("b")));
        }

        @ParameterizedTest
        @CsvSource({
            // path,       matched, fallback, explicit
            "a/1,          true,    false,    true",
            "a/b/c,        true,    false,    true",
            "x/b,          true,    false,    false",
            "y/z/z,        true,    false,    false",
            "predicate,    true,    false,    false",
            "'',           true,    false,    false",
            "other,        true,    true,     false",
        })
        void whatMatchedIsTold(String path, boolean matched, boolean fallback, boolean explicit) {
            AgiRouter.Resolved resolved = AgiRouter.builder()
                    .script("/a/{x}", script("1"))
                    .script("/a/*", script("2"))
                    .script("/{x}/b", script("3"))
                    .script("/{x}/z/*", script("4"))
                    .script("/", script("5"))
                    .script(request -> request.script().equals("predicate"), script("6"))
                    .fallback(script("7"))
                    .build()
                    .resolve(Calls.request(path));
            assertThat(resolved.isMatched()).isEqualTo(matched);
            assertThat(resolved.isFallback()).isEqualTo(fallback);
            assertThat(resolved.isExplicit()).isEqualTo(explicit);
        }

        @Test
        void whatDidNotMatchIsTold() {
            AgiRouter.Resolved resolved = router("/a").resolve(Calls.request("b"));
            assertThat(resolved.isMatched()).isFalse();
            assertThat(resolved.isFallback()).isFalse();
            assertThat(resolved.isExplicit()).isFalse();
        }

        @Test
        void whatAPredicateThrowsComesThrough() {
            AgiRouter router = AgiRouter.builder()
                    .script(
                            request -> {
                                throw new IllegalStateException("predicate");
                            },
                            script("x"))
                    .build();
            assertThatIllegalStateException()
                    .isThrownBy(() -> router.resolve(Calls.request("x")))
                    .withMessage("predicate");
        }
    }

    /** Has one constructor, as most scripts have. */
    static final class Counted implements AgiScript {
        static final AtomicInteger MADE = new AtomicInteger();

        Counted() {
            MADE.incrementAndGet();
        }

        @Override
        public void service(AgiRequest request, AgiChannel channel) {}
    }

    record ForRequest(AgiRequest request) implements AgiScript {
        @Override
        public void service(AgiRequest served, AgiChannel channel) {
            assertThat(served).isSameAs(request);
            throw new AgiRefusedException("served " + request.pathVariables());
        }
    }

    private static final AtomicReference<String> SERVED = new AtomicReference<>();

    static void serveStatically(AgiRequest request, AgiChannel channel) {
        SERVED.set(request.script());
    }

    @Nested
    class Factories {

        @Test
        void constructorsLambdasAndMethodsAllCompile() throws Exception {
            AgiRouter router = AgiRouter.builder()
                    .script("/constructor", Counted::new)
                    .script("/constructor-of-request/{x}", ForRequest::new)
                    .script("/method", AgiRouterTest::serveStatically)
                    .script("/script", (request, channel) -> {})
                    .script("/supplier", () -> new Counted())
                    .script("/function", request -> new ForRequest(request))
                    .script("/instance", new Counted())
                    .script(request -> false, Counted::new)
                    .script(request -> false, ForRequest::new)
                    .script(request -> false, AgiRouterTest::serveStatically)
                    .script(request -> false, (request, channel) -> {})
                    .script(request -> false, () -> new Counted())
                    .script(request -> false, request -> new ForRequest(request))
                    .fallback(Counted::new)
                    .build();
            assertThat(router).isNotNull();
            assertThat(AgiRouter.builder().fallback(ForRequest::new).build()).isNotNull();
            assertThat(AgiRouter.builder()
                            .fallback(AgiRouterTest::serveStatically)
                            .build())
                    .isNotNull();
            assertThat(AgiRouter.builder().fallback((request, channel) -> {}).build())
                    .isNotNull();
            Calls.serve(router, "method");
            assertThat(SERVED).hasValue("method");
        }

        @Test
        void aFactoryMakesAScriptForEachCallWhenItRunsAndNotBefore() throws Exception {
            AgiRouter router = AgiRouter.builder().script("/a", Counted::new).build();
            int before = Counted.MADE.get();
            AgiRouter.Resolved resolved = router.resolve(Calls.request("a"));
            assertThat(Counted.MADE).hasValue(before);
            resolved.script().service(resolved.request(), Calls.channel(false));
            assertThat(Counted.MADE).hasValue(before + 1);
            Calls.serve(router, "a");
            assertThat(Counted.MADE).hasValue(before + 2);
        }

        @Test
        void aFactoryIsNotCalledForACallThatAFilterRefuses() {
            AgiRouter router = AgiRouter.builder()
                    .script("/a", Counted::new)
                    .filter((request, channel, next) -> {
                        throw new AgiRefusedException("no");
                    })
                    .build();
            int before = Counted.MADE.get();
            assertThatThrownBy(() -> Calls.serve(router, "a")).hasMessage("no");
            assertThat(Counted.MADE).hasValue(before);
        }

        @Test
        void aFunctionGetsTheRequestWithItsPathVariables() {
            AgiRouter router = AgiRouter.builder()
                    .script("/a/{x}", request -> new ForRequest(request))
                    .build();
            assertThatThrownBy(() -> Calls.serve(router, "a/1")).hasMessage("served {x=1}");
        }

        @Test
        void aFactoryThatGivesNothingIsAFailureThatNamesThePattern() {
            AgiRouter router = AgiRouter.builder()
                    .script("/a/{x}", () -> null)
                    .script(request -> request.script().equals("b"), request -> null)
                    .fallback(() -> null)
                    .build();
            assertThatIllegalStateException()
                    .isThrownBy(() -> Calls.serve(router, "a/1"))
                    .withMessageContaining("\"/a/{x}\"");
            assertThatIllegalStateException()
                    .isThrownBy(() -> Calls.serve(router, "b"))
                    .withMessageContaining("predicate");
            assertThatIllegalStateException()
                    .isThrownBy(() -> Calls.serve(router, "c"))
                    .withMessageContaining("fallback");
        }
    }

    @Nested
    class Filters {

        @Test
        void filtersStandAroundTheScriptInTheOrderTheyWereGiven() throws Exception {
            AgiRouter router = AgiRouter.builder()
                    .filter(filter("1"))
                    .script("/pay/{x}", script("script"))
                    .filter("/pay/*", filter("2"))
                    .filter("/other", filter("3"))
                    .filter(filter("4"))
                    .filter("/pay/{any}", filter("5"))
                    .build();
            assertThat(serve(router, "pay/now"))
                    .containsExactly("1(", "2(", "4(", "5(", "script", ")5", ")4", ")2", ")1");
        }

        @Test
        void filtersStandAroundPredicatesTheFallbackAndWhatIsNotThere() throws Exception {
            AgiRouter.Builder builder = AgiRouter.builder()
                    .filter(filter("f"))
                    .filter("/x/*", filter("x"))
                    .script(request -> request.script().equals("p"), script("predicate"));
            AgiRouter without = builder.build();
            AgiRouter with = builder.fallback(script("fallback")).build();
            assertThat(serve(without, "p")).containsExactly("f(", "predicate", ")f");
            assertThat(serve(without, "x/y")).containsExactly("f(", "x(", ")x", ")f", "refused");
            assertThat(serve(with, "x/y")).containsExactly("f(", "x(", "fallback", ")x", ")f");
        }

        @Test
        void aFilterAnswersBeforeItIsKnownWhetherThereIsAScript() {
            AgiRouter router = AgiRouter.builder()
                    .script("/there", script("there"))
                    .filter(AgiFilters.token("token", "s3cret"))
                    .build();
            assertThatThrownBy(() -> Calls.serve(router, "there")).hasMessage("the token is missing or wrong");
            assertThatThrownBy(() -> Calls.serve(router, "not-there")).hasMessage("the token is missing or wrong");
            assertThatThrownBy(() -> Calls.serve(router, "not-there?token=s3cret"))
                    .hasMessage("no script for /not-there");
        }

        @Test
        void aFilterMayServeTheCallItself() throws Exception {
            AgiRouter router = AgiRouter.builder()
                    .filter(filter("outer"))
                    .filter((request, channel, next) -> log.add("served"))
                    .filter(filter("inner"))
                    .script("/a", script("script"))
                    .build();
            assertThat(serve(router, "a")).containsExactly("outer(", "served", ")outer");
        }

        @Test
        void aFilterSeesTheOutcomeFirst() {
            List<Throwable> seen = new ArrayList<>();
            AgiFilter outcome = (request, channel, next) -> {
                try {
                    next.service(request, channel);
                } catch (Exception e) {
                    seen.add(e);
                    throw e;
                }
            };
            Exception thrown = new Exception("from the script");
            AgiRouter router = AgiRouter.builder()
                    .filter(outcome)
                    .filter(outcome)
                    .script("/a", (request, channel) -> {
                        throw thrown;
                    })
                    .build();
            assertThatThrownBy(() -> Calls.serve(router, "a")).isSameAs(thrown);
            assertThat(seen).containsExactly(thrown, thrown);
        }

        @Test
        void aFilterSeesTheVariablesOfTheScriptsPattern() throws Exception {
            AgiRouter router = AgiRouter.builder()
                    .script("/a/{x}", script("script"))
                    .filter("/{y}/*", (request, channel, next) -> {
                        log.add(request.pathVariables().toString());
                        next.service(request, channel);
                    })
                    .build();
            assertThat(serve(router, "a/1")).containsExactly("{x=1}", "script");
        }

        @Test
        void theSameFilterMayStandTwice() throws Exception {
            AgiFilter same = filter("f");
            AgiRouter router = AgiRouter.builder()
                    .filter("/a", same)
                    .filter("/a", same)
                    .script("/a", script("script"))
                    .build();
            assertThat(serve(router, "a")).containsExactly("f(", "f(", "script", ")f", ")f");
        }
    }

    @Test
    void nothingMayBeNull() {
        AgiRouter.Builder builder = AgiRouter.builder();
        assertThatThrownBy(() -> builder.script("/a", (AgiScript) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.fallback((AgiScript) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.filter((AgiFilter) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.filter("/a", null)).isInstanceOf(NullPointerException.class);
    }
}
