// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.ami.AmiHeaders.Header;

/** How lines are taken apart, looked up and put together. */
class AmiHeadersTest {

    /** Each byte is one character of these lines. */
    private static AmiHeaders lines(String... lines) {
        return AmiHeaders.view((String.join("\r\n", lines) + "\r\n").getBytes(ISO_8859_1));
    }

    static java.util.stream.Stream<Arguments> oddLines() {
        return java.util.stream.Stream.of(
                Arguments.of("Event: Hangup", "Event", "Hangup"),
                Arguments.of("Event:Hangup", "Event", "Hangup"),
                Arguments.of("Event:  Hangup ", "Event", " Hangup "),
                Arguments.of("Event:\tHangup", "Event", "\tHangup"),
                Arguments.of("Event : Hangup", "Event", "Hangup"),
                Arguments.of("Event  :Hangup", "Event", "Hangup"),
                Arguments.of(" Event: Hangup", " Event", "Hangup"),
                Arguments.of("Event:", "Event", ""),
                Arguments.of("Event: ", "Event", ""),
                Arguments.of("Event::", "Event", ":"),
                Arguments.of("Event: a: b", "Event", "a: b"),
                Arguments.of(":", "", ""),
                Arguments.of(": x", "", "x"),
                Arguments.of("  : x", "", "x"),
                Arguments.of("no colon", "", "no colon"),
                Arguments.of(" ", "", " "),
                Arguments.of("", "", ""),
                Arguments.of("Message: No endpoints found\n", "Message", "No endpoints found\n"),
                Arguments.of("V: a\rb\nc", "V", "a\rb\nc"),
                Arguments.of("V: a\r", "V", "a\r"),
                Arguments.of("V:\r", "V", "\r"),
                Arguments.of("\r", "", "\r"),
                Arguments.of("\n\r: \n\r", "\n\r", "\n\r"),
                Arguments.of("V: a\0b", "V", "a\0b"),
                Arguments.of("ChanVariable(PJSIP/1): x=1", "ChanVariable(PJSIP/1)", "x=1"),
                Arguments.of("V: \u00c3\u00a9", "V", "\u00e9"),
                Arguments.of("V: \u00ff", "V", "\ufffd"),
                Arguments.of("\u00ff: x", "\ufffd", "x"));
    }

    @ParameterizedTest
    @MethodSource("oddLines")
    void aLineBecomesOneHeaderWhateverItIs(String line, String name, String value) {
        Header expected = new Header(name, value);

        assertThat(lines(line).toList()).containsExactly(expected);
        assertThat(lines("Before: 1", line, "After: 2").toList())
                .containsExactly(new Header("Before", "1"), expected, new Header("After", "2"));
    }

    @Test
    void namesMatchWithoutCase() {
        AmiHeaders headers = lines("CallerIDNum: 100", "Key(0): a", "@x: b", "`y: c", "[z: d");

        assertThat(headers.find("calleridnum")).hasValue("100");
        assertThat(headers.find("CALLERIDNUM")).hasValue("100");
        assertThat(headers.find("KEY(0)")).hasValue("a");
        assertThat(headers.find("KEY(0")).isEmpty();
        assertThat(headers.find("CallerIDNumb")).isEmpty();
        assertThat(headers.find("")).isEmpty();
        assertThat(headers.find("`x"))
                .as("@ and ` differ in one bit, as A and a do")
                .isEmpty();
        assertThat(headers.find("@y")).isEmpty();
        assertThat(headers.find("{z")).isEmpty();
    }

    @Test
    void namesThatAreNotAsciiAreFoundToo() {
        AmiHeaders headers =
                AmiHeaders.of("Gr\u00f6\u00dfe", "1", "\u540d", "2", "GR\u00d6\u00dfE", "3", "Grosse", "4");

        assertThat(headers.find("gr\u00d6\u00dfe")).hasValue("1");
        assertThat(headers.all("gr\u00f6\u00dfe")).containsExactly("1", "3");
        assertThat(headers.find("\u540d")).hasValue("2");
        assertThat(headers.contains("\u540e")).isFalse();
        assertThat(headers.findBytes("Gr\u00f6\u00dfe")).hasValue(new byte[] {'1'});
        assertThat(headers.has("Gr\u00f6\u00dfe", "1")).isTrue();
        assertThat(headers.without("gr\u00f6\u00dfe").toList())
                .containsExactly(new Header("\u540d", "2"), new Header("Grosse", "4"));
    }

    @Test
    void theFirstOfARepeatedHeaderIsTheOneAndAllAreThere() {
        AmiHeaders headers = lines("V: 1", "W: x", "v: ", "V: 3");

        assertThat(headers.find("V")).hasValue("1");
        assertThat(headers.all("V")).containsExactly("1", "", "3");
        assertThat(headers.all("W")).containsExactly("x");
        assertThat(headers.all("X")).isEmpty();
        assertThatThrownBy(() -> headers.all("V").add("4")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> headers.toList().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void bytesThatAreNoTextStayReachable() {
        AmiHeaders headers = lines("V: a\u00ff\u00feb", "W:");

        assertThat(headers.find("V")).hasValue("a\ufffd\ufffdb");
        assertThat(headers.findBytes("v")).hasValue(new byte[] {'a', (byte) 0xff, (byte) 0xfe, 'b'});
        assertThat(headers.findBytes("W")).hasValue(new byte[0]);
        assertThat(headers.findBytes("X")).isEmpty();
        headers.findBytes("V").orElseThrow()[0] = 'z';
        assertThat(headers.find("V")).as("what is given away is a copy").hasValue("a\ufffd\ufffdb");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "V, abc, true",
                "v, abc, true",
                "V, ab, false",
                "V, abcd, false",
                "V, Abc, false",
                "V, '', false",
                "E, '', true",
                "E, x, false",
                "U, \u00e9\u20ac, true",
                "U, \u00e9, false",
                "U, \u00e9\u20acx, false",
                "X, abc, false",
                "R, 1, true",
                "R, 2, false"
            })
    void aValueIsComparedWithoutMakingIt(String name, String value, boolean same) {
        AmiHeaders headers = AmiHeaders.of("V", "abc", "E", "", "U", "\u00e9\u20ac", "R", "1", "R", "2");

        assertThat(headers.has(name, value)).isEqualTo(same);
    }

    @Test
    void placesAreCountedFromZero() {
        AmiHeaders headers = lines("A: 1", "B: 2");

        assertThat(headers.size()).isEqualTo(2);
        assertThat(headers.get(1)).isEqualTo(new Header("B", "2"));
        assertThatThrownBy(() -> headers.get(2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("header 2 of 2");
        assertThatThrownBy(() -> headers.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        Iterator<Header> iterator = headers.iterator();
        iterator.next();
        iterator.next();
        assertThat(iterator).isExhausted();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void noHeadersAreNoHeaders() {
        for (AmiHeaders none : List.of(
                AmiHeaders.EMPTY, AmiHeaders.of(), AmiHeaders.builder().build(), AmiHeaders.view(new byte[0]))) {
            assertThat(none).isEmpty();
            assertThat(none).isSameAs(AmiHeaders.EMPTY);
            assertThat(none.isEmpty()).isTrue();
            assertThat(none.size()).isZero();
            assertThat(none.byteCount()).isZero();
            assertThat(none.find("A")).isEmpty();
            assertThat(none).hasToString("{}");
        }
    }

    @Test
    void manyShortLinesNeedMoreRoomThanWasGuessed() {
        AmiHeaders headers =
                AmiHeaders.view(":\r\n".repeat(999).concat("Last: 1\r\n").getBytes(UTF_8));

        assertThat(headers.size()).isEqualTo(1000);
        assertThat(headers.find("last")).hasValue("1");
    }

    // ---- changed copies

    @Test
    void withPutsAHeaderInThePlaceOfTheFirstOfItsName() {
        AmiHeaders headers = AmiHeaders.of("A", "1", "B", "2", "a", "3", "C", "4");

        assertThat(headers.with("a", "9")).isEqualTo(AmiHeaders.of("a", "9", "B", "2", "C", "4"));
        assertThat(headers.with("C", "9")).isEqualTo(AmiHeaders.of("A", "1", "B", "2", "a", "3", "C", "9"));
        assertThat(headers.with("D", "9")).isEqualTo(headers.plus("D", "9"));
        assertThat(AmiHeaders.EMPTY.with("A", "1")).isEqualTo(AmiHeaders.of("A", "1"));
    }

    @Test
    void withoutLeavesOutAllOfAName() {
        AmiHeaders headers = AmiHeaders.of("A", "1", "B", "2", "a", "3");

        assertThat(headers.without("A")).isEqualTo(AmiHeaders.of("B", "2"));
        assertThat(headers.without("b")).isEqualTo(AmiHeaders.of("A", "1", "a", "3"));
        assertThat(headers.without("C")).isSameAs(headers);
        assertThat(AmiHeaders.of("A", "1").without("a")).isSameAs(AmiHeaders.EMPTY);
    }

    @Test
    void plusAddsALastOne() {
        assertThat(AmiHeaders.of("A", "1").plus("A", "2")).isEqualTo(AmiHeaders.of("A", "1", "A", "2"));
    }

    @Test
    void whatCameFromTheWireIsCopiedByteForByte() {
        AmiHeaders odd = lines("No colon\nat: all", "V:\u00ff", "Name : v\r", "Drop: x", ": y");

        AmiHeaders without = odd.without("Drop");
        AmiHeaders with = odd.with("drop", "z");

        assertThat(without.bytes())
                .isEqualTo(lines("No colon\nat: all", "V:\u00ff", "Name : v\r", ": y")
                        .bytes());
        assertThat(with.bytes())
                .isEqualTo(lines("No colon\nat: all", "V:\u00ff", "Name : v\r", "drop: z", ": y")
                        .bytes());
        assertThat(odd.plus("P", "").bytes()).startsWith(odd.bytes()).endsWith('P', ':', ' ', '\r', '\n');
    }

    // ---- put together

    @ParameterizedTest
    @ValueSource(strings = {"a:b", ":", "a ", " ", "a\r\nb", "\r\n"})
    void aNameThatWouldNotReadBackIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AmiHeaders.of(name, "x"))
                .withMessageStartingWith("not the name of a header: \"")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\r", "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "a\r\nAction: Originate", "a\r\n"})
    void aValueThatWouldBeginAnotherHeaderIsRefused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AmiHeaders.of("V", value))
                .withMessage("the value of V contains a line end (CRLF), which would begin another header");
    }

    @Test
    void namesAndValuesComeInPairs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AmiHeaders.of("A", "1", "B"))
                .withMessage("names and values come in pairs, here are 3");
    }

    @Test
    void aBuilderCanGoOn() {
        AmiHeaders.Builder builder = AmiHeaders.builder().add("A", "1");
        AmiHeaders first = builder.build();

        AmiHeaders second = builder.add("B", "2").addAll(first).build();

        assertThat(first).isEqualTo(AmiHeaders.of("A", "1"));
        assertThat(second).isEqualTo(AmiHeaders.of("A", "1", "B", "2", "A", "1"));
    }

    @Test
    void equalityIsThatOfTheBytes() {
        assertThat(lines("A: 1")).isEqualTo(AmiHeaders.of("A", "1")).hasSameHashCodeAs(AmiHeaders.of("A", "1"));
        assertThat(lines("A: 1"))
                .isNotEqualTo(lines("a: 1"))
                .isNotEqualTo(lines("A: 2"))
                .isNotEqualTo("A: 1");
        assertThat(lines("A: 1").byteCount()).isEqualTo(6);
    }

    @Test
    void inALogThereAreNoSecretsAndNoControlCharacters() {
        assertThat(AmiHeaders.of(
                        "Event",
                        "E\u001b[2J\n",
                        "SECRET",
                        "hunter2",
                        "password",
                        "p",
                        "Key",
                        "k",
                        "\u009b",
                        "x",
                        "Keys",
                        "y"))
                .hasToString("{Event: E?[2J?, SECRET: ***, password: ***, Key: ***, ?: x, Keys: y}");
    }

    @Test
    void threadsThatAskFirstAtOnceSeeTheSame() throws Exception {
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CyclicBarrier together = new CyclicBarrier(threads);
        try {
            for (int round = 0; round < 50; round++) {
                AmiHeaders headers = AmiHeaders.view(IntStream.range(0, 40)
                        .mapToObj(i -> "Header" + i + ": value " + i + "\r\n")
                        .collect(Collectors.joining())
                        .getBytes(UTF_8));
                List<Callable<Optional<String>>> tasks = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    tasks.add(() -> {
                        together.await();
                        return headers.find("header39");
                    });
                }
                for (Future<Optional<String>> each : executor.invokeAll(tasks)) {
                    assertThat(each.get()).hasValue("value 39");
                }
            }
        } finally {
            executor.shutdownNow();
        }
    }

    // ---- against a model

    @Property(tries = 2000)
    void whatIsBuiltReadsBack(@ForAll("headerLists") List<Header> list) {
        AmiHeaders headers = build(list);

        assertThat(headers.toList()).isEqualTo(list);
        assertThat(headers.size()).isEqualTo(list.size());
        assertThat(AmiHeaders.view(headers.bytes())).isEqualTo(headers);
    }

    @Property(tries = 2000)
    void lookingUpAgreesWithLookingThrough(@ForAll("headerLists") List<Header> list, @ForAll("names") String name) {
        AmiHeaders headers = build(list);
        List<String> expected = list.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();

        assertThat(headers.all(name)).isEqualTo(expected);
        assertThat(headers.find(name)).isEqualTo(expected.stream().findFirst());
        assertThat(headers.contains(name)).isEqualTo(!expected.isEmpty());
        assertThat(headers.findBytes(name).map(bytes -> new String(bytes, UTF_8)))
                .isEqualTo(expected.stream().findFirst());
        expected.stream().findFirst().ifPresent(value -> {
            assertThat(headers.has(name, value)).isTrue();
            assertThat(headers.has(name, value + "x")).isFalse();
        });
    }

    @Property(tries = 2000)
    void copiesAgreeWithAList(@ForAll("headerLists") List<Header> list, @ForAll("names") String name) {
        AmiHeaders headers = build(list);
        List<Header> others = list.stream()
                .filter(header -> !header.name().equalsIgnoreCase(name))
                .toList();
        List<Header> set = new ArrayList<>();
        for (Header header : list) {
            if (!header.name().equalsIgnoreCase(name)) {
                set.add(header);
            } else if (set.stream().noneMatch(each -> each.name().equalsIgnoreCase(name))) {
                set.add(new Header(name, "new"));
            }
        }
        if (others.size() == list.size()) {
            set.add(new Header(name, "new"));
        }

        assertThat(headers.without(name).toList()).isEqualTo(others);
        assertThat(headers.with(name, "new").toList()).isEqualTo(set);
    }

    @Property(tries = 2000)
    void anyLinesAreAsManyHeaders(@ForAll("lines") List<String> lines) {
        AmiHeaders headers = lines(lines.toArray(String[]::new));

        assertThat(headers.size()).isEqualTo(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String line = new String(lines.get(i).getBytes(ISO_8859_1), UTF_8);
            Header header = headers.get(i);
            assertThat(line).startsWith(header.name()).endsWith(header.value());
            assertThat(header.name()).doesNotContain(":");
        }
        AmiHeaders rebuilt = build(headers.toList());
        assertThat(rebuilt.toList()).isEqualTo(headers.toList());
        assertThat(headers.toString().codePoints()).noneMatch(Character::isISOControl);
    }

    private static AmiHeaders build(List<Header> list) {
        AmiHeaders.Builder builder = AmiHeaders.builder();
        list.forEach(header -> builder.add(header.name(), header.value()));
        return builder.build();
    }

    @Provide
    Arbitrary<List<Header>> headerLists() {
        return Combinators.combine(names(), texts("abAB:\r\n \0\u00e9\ud83d", 6))
                .as(Header::new)
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of("", "a", "A", "ab", "AB", "\u00e9", "\u00c9", "a\u00e9", "\n", "Event"),
                texts("abA@`\r\n \u00e9", 4).filter(name -> !name.endsWith(" ")));
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return texts("ab: :\r\n\u00ff\u00c3\u00a9", 10).list().ofMinSize(1).ofMaxSize(8);
    }

    /** Without a CRLF, and without halves of characters, which UTF-8 has no bytes for. */
    private static Arbitrary<String> texts(String alphabet, int maxLength) {
        return Arbitraries.of(alphabet.chars().mapToObj(c -> (char) c).toList())
                .list()
                .ofMaxSize(maxLength)
                .map(characters -> characters.stream()
                        .map(c -> c == '\ud83d' ? "\ud83d\ude00" : c.toString())
                        .collect(Collectors.joining()))
                .filter(text -> !text.contains("\r\n"));
    }
}
