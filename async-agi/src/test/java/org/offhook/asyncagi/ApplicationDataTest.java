// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compared with real Asterisk by {@code ApplicationDataOnAsteriskTest} of the integration tests. */
class ApplicationDataTest {

    private static ApplicationData parse(String data) {
        return Objects.requireNonNull(ApplicationData.parse(data), data);
    }

    static Stream<Arguments> arguments() {
        return Stream.of(
                row("", List.of()),
                row(",", ""),
                row(",,", "", ""),
                row(",/billing/gold?x=1,more", "/billing/gold?x=1", "more"),
                row(",a,\"b,c\"", "a", "b,c"),
                row(",a\"b,c\"d", "ab,cd"),
                row(",\"a", "a"),
                row(",\"a,b", "a,b"),
                row(",a\\,b", "a,b"),
                row(",\"a\\\"b\",c", "a\"b", "c"),
                row(",a\\\\,b", "a\\", "b"),
                row(",\\a", "a"),
                row(",a\\", "a"),
                row(",(a,b),c", "(a,b)", "c"),
                row(",[a,b],c", "[a,b]", "c"),
                row(",([a,b],c", "([a,b],c"),
                row(",\"(\",b", "(,b"),
                row(",\"[\",b", "[,b"),
                row(",\\(,b", "(", "b"),
                row(",)],b", ")]", "b"),
                row(",(],b", "(],b"),
                row(",(,),b", "(,)", "b"),
                row(", a , b ", " a ", " b "),
                row(",a,", "a", ""),
                row(",a|b;c", "a|b;c"),
                row(",ä,日", "ä", "日"),
                // Asterisk makes two of a last one that is nothing but quotes.
                row(",\"\"", "", ""),
                row(",a,\"", "a", "", ""),
                row(",\"\",a", "", "a"),
                row(",a,\"\\", "a", ""),
                row(",a,\\", "a", ""));
    }

    private static Arguments row(String data, String... expected) {
        return Arguments.of("agi:async" + data, List.of(expected));
    }

    private static Arguments row(String data, List<String> expected) {
        return Arguments.of("agi:async" + data, expected);
    }

    @ParameterizedTest
    @MethodSource
    void arguments(String data, List<String> expected) {
        assertThat(parse(data)).isEqualTo(new ApplicationData("", expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "agi:asyn",
                "agi://127.0.0.1/x",
                " agi:async",
                "(agi:async)",
                "x,agi:async",
                "hello.sh,a",
                "\"",
                "\\"
            })
    void whatIsNotAsyncAgi(String data) {
        assertThat(ApplicationData.parse(data)).isNull();
    }

    @ParameterizedTest
    @MethodSource
    void suffix(String data, String expected) {
        assertThat(parse(data).suffix()).isEqualTo(expected);
        assertThat(parse(data + ",a").arguments()).containsExactly("a");
    }

    static Stream<Arguments> suffix() {
        return Stream.of(
                Arguments.of("agi:async", ""),
                Arguments.of("AGI:ASYNC", ""),
                Arguments.of("Agi:Async/Billing", "Billing"),
                Arguments.of("agi:async/", ""),
                Arguments.of("agi:async/billing/gold", "billing/gold"),
                Arguments.of("agi:async//billing", "/billing"),
                Arguments.of("agi:asyncfoo", "foo"),
                Arguments.of("\"agi:async/a,b\"", "a,b"),
                Arguments.of("agi:async/x?y=(1,2)", "x?y=(1,2)"));
    }

    @Test
    void theLastOfVeryManyTakesTheRest() {
        String data = "agi:async" + ",a".repeat(126) + ",\"b\",c";
        assertThat(parse(data).arguments()).hasSize(127).endsWith("a", "\"b\",c");
        assertThat(parse("agi:async" + ",".repeat(127)).arguments()).hasSize(127);
        assertThat(parse("agi:async" + ",".repeat(200)).arguments())
                .hasSize(127)
                .endsWith(",".repeat(73));
    }

    @Property
    void quotedAsTheTestsQuoteItsWhatItWas(@ForAll("texts") List<String> texts) {
        List<String> arguments = texts.stream().filter(text -> !text.isEmpty()).toList();
        StringBuilder data = new StringBuilder("agi:async");
        arguments.forEach(text -> data.append(",\"")
                .append(text.replaceAll("[\\\\\"()\\[\\]]", "\\\\$0"))
                .append('"'));
        assertThat(parse(data.toString()).arguments()).isEqualTo(arguments);
    }

    /** Asterisk's own way, with its pointers into one buffer. */
    @Property(tries = 5000)
    void agreesWithAModelOfTheC(@ForAll("data") String data) {
        List<String> model = new Model("agi:async," + data).arguments();
        assertThat(parse("agi:async," + data).arguments()).isEqualTo(model.subList(1, model.size()));
    }

    @Property
    void anyTextIsReadOrIsNone(@ForAll String data) {
        @Nullable ApplicationData found = ApplicationData.parse(data);
        assertThat(found == null || data.toLowerCase(Locale.ROOT).contains("agi:async"))
                .isTrue();
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .withChars("a b,\"\\()[]ä|;")
                .ofMaxLength(12)
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> data() {
        return Arbitraries.strings().withChars("a,,,\"\"\\()[]").ofMaxLength(14);
    }

    private static final class Model {
        private final char[] buffer;

        Model(String data) {
            buffer = (data + "\0\0\0").toCharArray();
        }

        List<String> arguments() {
            List<Integer> starts = new ArrayList<>();
            int scan = 0;
            int delimiter = -2;
            int parentheses = 0;
            int brackets = 0;
            boolean quoted = false;
            while (buffer[scan] != 0 && starts.size() < 127) {
                starts.add(scan);
                for (; buffer[scan] != 0; scan++) {
                    char c = buffer[scan];
                    if (c == '(') {
                        parentheses++;
                    } else if (c == ')') {
                        parentheses -= parentheses > 0 ? 1 : 0;
                    } else if (c == '[') {
                        brackets++;
                    } else if (c == ']') {
                        brackets -= brackets > 0 ? 1 : 0;
                    } else if (c == '"') {
                        quoted = !quoted;
                        remove(scan--);
                    } else if (c == '\\') {
                        remove(scan);
                    } else if (c == ',' && parentheses == 0 && !quoted && brackets == 0) {
                        delimiter = scan;
                        buffer[scan++] = 0;
                        break;
                    }
                }
            }
            if (buffer[scan] != 0 || (scan > 0 && scan - 1 == delimiter)) {
                starts.add(scan);
            }
            return starts.stream().map(this::text).toList();
        }

        private void remove(int at) {
            System.arraycopy(buffer, at + 1, buffer, at, buffer.length - at - 1);
        }

        private String text(int from) {
            int end = from;
            while (buffer[end] != 0) {
                end++;
            }
            return String.valueOf(buffer, from, end - from);
        }
    }
}
