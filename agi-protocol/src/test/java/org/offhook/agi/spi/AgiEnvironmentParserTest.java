// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.spi.AgiEnvironmentParser.RejectedException;
import org.offhook.agi.spi.Recordings.Recording;

class AgiEnvironmentParserTest {

    private static Map<String, String> parse(String text) {
        AgiEnvironmentParser parser = new AgiEnvironmentParser();
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        assertThat(parser.feed(bytes)).isTrue();
        assertThat(bytes.hasRemaining()).isFalse();
        return parser.environment();
    }

    private static void assertRejected(String text, String message) {
        assertRejected(new AgiEnvironmentParser(), text, message);
    }

    private static void assertRejected(AgiEnvironmentParser parser, String text, String message) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> parser.feed(ByteBuffer.wrap(text.getBytes(UTF_8))))
                .withMessageContaining(message);
    }

    @Nested
    class Recorded {

        static Stream<Recording> recordings() {
            return Recordings.all().stream();
        }

        /** Said another way than the parser says it; no recorded environment has a value over several lines. */
        private static Map<String, String> expected(Recording recording) {
            Map<String, String> expected = new LinkedHashMap<>();
            for (String line : recording.environment().strip().split("\n", -1)) {
                String[] parts = line.split(":", 2);
                expected.put(parts[0], parts[1].replaceFirst("^ ", ""));
            }
            return expected;
        }

        @ParameterizedTest
        @MethodSource("recordings")
        void callsShareTheNamesThatAsteriskSends(Recording recording) {
            List<String> names = List.copyOf(parse(recording.environment()).keySet());
            List<String> again = List.copyOf(parse(recording.environment()).keySet());
            for (int i = 0; i < names.size(); i++) {
                assertThat(names.get(i)).isSameAs(again.get(i));
            }
        }

        @ParameterizedTest
        @MethodSource("recordings")
        void aRecordedEnvironmentIsTheSameWhereverItIsCut(Recording recording) {
            Map<String, String> expected = expected(recording);
            byte[] bytes = (recording.environment() + recording.replies()).getBytes(ISO_8859_1);
            int end = recording.environment().length();
            for (int cut = 0; cut < end; cut++) {
                AgiEnvironmentParser parser = new AgiEnvironmentParser();
                assertThat(parser.feed(ByteBuffer.wrap(bytes, 0, cut))).isFalse();
                ByteBuffer rest = ByteBuffer.wrap(bytes, cut, bytes.length - cut);
                assertThat(parser.feed(rest)).isTrue();
                assertThat(rest.position()).isEqualTo(end);
                assertThat(parser.environment()).as("cut at %d", cut).containsExactlyEntriesOf(expected);
            }
        }

        @ParameterizedTest
        @MethodSource("recordings")
        void aRecordedEnvironmentIsTheSameByteByByte(Recording recording) {
            byte[] bytes = recording.environment().getBytes(ISO_8859_1);
            AgiEnvironmentParser parser = new AgiEnvironmentParser();
            for (int i = 0; i < bytes.length; i++) {
                assertThat(parser.feed(ByteBuffer.wrap(bytes, i, 1))).isEqualTo(i == bytes.length - 1);
            }
            assertThat(parser.environment()).containsExactlyEntriesOf(expected(recording));
        }
    }

    @Nested
    class Lines {

        @Test
        void variablesComeInOrderAndUnknownOnesAreKept() {
            assertThat(parse("agi_zeta: 1\nagi_new_in_40: x\nother: y\nagi_alpha: 2\n\n"))
                    .containsExactly(
                            entry("agi_zeta", "1"),
                            entry("agi_new_in_40", "x"),
                            entry("other", "y"),
                            entry("agi_alpha", "2"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"agi_accountcode: \n\n", "agi_accountcode:\n\n"})
        void aValueMayBeEmpty(String text) {
            assertThat(parse(text)).containsExactly(entry("agi_accountcode", ""));
        }

        @Test
        void aLineIsSplitAtItsFirstColonAndOneBlankIsTaken() {
            assertThat(parse("agi_request: agi://h:4573/x\nagi_a:b\nagi_c:  two \nagi_d:\tx\n\n"))
                    .containsExactly(
                            entry("agi_request", "agi://h:4573/x"),
                            entry("agi_a", "b"),
                            entry("agi_c", " two "),
                            entry("agi_d", "\tx"));
        }

        @Test
        void textIsUtf8AndWhatIsNotBecomesAReplacement() {
            byte[] bytes = "agi_calleridname: Zoë ??\n\n".getBytes(UTF_8);
            bytes[23] = (byte) 0xFF;
            AgiEnvironmentParser parser = new AgiEnvironmentParser();
            assertThat(parser.feed(ByteBuffer.wrap(bytes))).isTrue();
            assertThat(parser.environment()).containsExactly(entry("agi_calleridname", "Zoë \uFFFD?"));
        }

        @Test
        void whatFollowsTheBlankLineStaysInTheBuffer() {
            AgiEnvironmentParser parser = new AgiEnvironmentParser();
            ByteBuffer bytes = ByteBuffer.wrap("agi_a: b\n\nHANGUP\n".getBytes(UTF_8));
            assertThat(parser.feed(bytes)).isTrue();
            assertThat(UTF_8.decode(bytes).toString()).isEqualTo("HANGUP\n");
            ByteBuffer more = ByteBuffer.wrap("more".getBytes(UTF_8));
            assertThat(parser.feed(more)).isTrue();
            assertThat(more.remaining()).isEqualTo(4);
        }

        @Test
        void aReadOnlyAndADirectBufferAreFineToo() {
            AgiEnvironmentParser parser = new AgiEnvironmentParser();
            ByteBuffer direct = ByteBuffer.allocateDirect(64)
                    .put("agi_a: b\n\n".getBytes(UTF_8))
                    .flip();
            assertThat(parser.feed(direct.asReadOnlyBuffer())).isTrue();
            assertThat(parser.environment()).containsExactly(entry("agi_a", "b"));
        }

        @Test
        void thereIsNoEnvironmentBeforeItIsComplete() {
            AgiEnvironmentParser parser = new AgiEnvironmentParser();
            assertThat(parser.feed(ByteBuffer.wrap("agi_a: b\n".getBytes(UTF_8))))
                    .isFalse();
            assertThatIllegalStateException().isThrownBy(parser::environment);
        }

        @Test
        void nobodyCanChangeTheEnvironment() {
            Map<String, String> environment = parse("agi_a: b\n\n");
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> environment.put("agi_a", "c"));
        }
    }

    @Nested
    class LineFeedsInValues {

        @Test
        void aLineWithoutAColonGoesOnWithTheValueBeforeIt() {
            assertThat(parse("agi_calleridname: a\nb\n c \nagi_callingpres: 0\n\n"))
                    .containsExactly(entry("agi_calleridname", "a\nb\n c "), entry("agi_callingpres", "0"));
        }

        @Test
        void aLineWithoutANameGoesOnWithTheValueBeforeIt() {
            assertThat(parse("agi_calleridname: a\n: b\nagi_callingpres: 0\n\n"))
                    .containsExactly(entry("agi_calleridname", "a\n: b"), entry("agi_callingpres", "0"));
        }

        @Test
        void aForgedVariableThatIsNamedTwiceIsRejected() {
            assertRejected(
                    "agi_network: yes\nagi_network_script: a\nagi_calleridname: x\nagi_network_script: admin\n",
                    "agi_network_script");
            assertRejected("agi_calleridname: x\nagi_dnid: 1\nagi_dnid: 2\n", "\"agi_dnid\" comes twice");
            assertRejected("agi_a: same\nagi_a: same\n", "\"agi_a\" comes twice");
        }

        @Test
        void aForgedScriptIsRejectedEvenIfThereIsNoRealOne() {
            assertRejected(
                    "agi_network: yes\nagi_callerid: 1\nagi_calleridname: x\nagi_network_script: admin\n",
                    "agi_network_script behind the caller's data");
        }

        @Test
        void aForgedBlankLineLeavesTheRestToTheReplyParserWhichRefusesIt() {
            AgiEnvironmentParser parser = new AgiEnvironmentParser();
            ByteBuffer bytes = ByteBuffer.wrap("agi_calleridname: x\n\nagi_callingpres: 0\n\n".getBytes(UTF_8));
            assertThat(parser.feed(bytes)).isTrue();
            byte[] rest = new byte[bytes.remaining()];
            bytes.get(rest);
            assertThatExceptionOfType(AgiReplyParser.FramingException.class)
                    .isThrownBy(() -> new Frames(Frames.MAX).read(true, rest));
        }
    }

    @Nested
    class CarriageReturns {

        @Test
        void aCarriageReturnBelongsToTheValue() {
            assertThat(parse("agi_a: b\r\nagi_arg_1: \r\n\n"))
                    .containsExactly(entry("agi_a", "b\r"), entry("agi_arg_1", "\r"));
        }

        @Test
        void aLineOfACarriageReturnOnlyIsRejectedWithTheReason() {
            assertRejected("agi_a: b\r\n\r\n", "lines end in a line feed alone");
        }
    }

    @Nested
    class Strangers {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "G", "P", "\u0016", "\u0000", " ", "A", "Agi_", "agi:", "agix", "ax", "agI_", "\n", "\r", "a\n",
                    "agi\n", "\u00e4"
                })
        void aStrangerIsRejectedAsSoonAsTheFirstBytesTell(String begin) {
            AgiEnvironmentParser parser = new AgiEnvironmentParser();
            byte[] bytes = begin.getBytes(UTF_8);
            assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> {
                for (byte b : bytes) {
                    parser.feed(ByteBuffer.wrap(new byte[] {b}));
                }
            });
        }

        @Test
        void aBeginningThatMayBecomeOneWaits() {
            AgiEnvironmentParser parser = new AgiEnvironmentParser();
            for (String piece : List.of("", "a", "g", "i", "_", "x: y")) {
                assertThat(parser.feed(ByteBuffer.wrap(piece.getBytes(UTF_8)))).isFalse();
            }
        }

        @Test
        void theMessageShowsAShortPrintablePrefixOnly() {
            assertRejected("GET /secret HTTP/1.1\r\n", "an environment begins with agi_, not \"G\"");
            assertRejected("\u0016\u0003\u0001", "an environment begins with agi_, not \"?\"");
            assertRejected("agi_\u001b[31m" + "x".repeat(1000) + "\n", "\"agi_?[31mxxxxxxxxxxxxxxx...\"");
        }

        @Test
        void aFirstLineWithoutAColonIsRejected() {
            assertRejected("agi_network yes\n", "no colon: \"agi_network yes\"");
        }

        @Test
        void aNulIsRejected() {
            assertRejected("agi_a: b\nagi_c: \0", "a NUL in line 2: \"agi_c\"");
        }

        @Test
        void aRejectionCostsNoStackTrace() {
            assertThatExceptionOfType(RejectedException.class)
                    .isThrownBy(() -> parse("GET"))
                    .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
        }
    }

    @Nested
    class Limits {

        @Test
        void theDefaultsAreThoseThatAreDocumented() {
            assertThat(AgiEnvironmentParser.DEFAULT_MAX_LINES).isEqualTo(512);
            assertThat(AgiEnvironmentParser.DEFAULT_MAX_LINE_BYTES).isEqualTo(8192);
            assertThat(AgiEnvironmentParser.DEFAULT_MAX_TOTAL_BYTES).isEqualTo(65_536);
        }

        @Test
        void aLineAsLongAsTheLimitIsAccepted() {
            String value = "x".repeat(8192 - "agi_a: ".length());
            assertThat(parse("agi_a: " + value + "\n\n")).containsExactly(entry("agi_a", value));
        }

        @Test
        void aLineOverTheLimitIsRejectedBeforeItEnds() {
            assertRejected("agi_a: " + "x".repeat(8192 - 6), "a line of more than 8192 bytes: \"agi_a\"");
        }

        @Test
        void asManyLinesAsTheLimitAreAcceptedAndOneMoreIsNot() {
            StringBuilder text = new StringBuilder();
            for (int i = 1; i <= 512; i++) {
                text.append("agi_arg_").append(i).append(":\n");
            }
            assertThat(parse(text + "\n")).hasSize(512);
            assertRejected(text + "agi_arg_513:\n", "more than 512 lines");
            assertRejected(text + "goes on\n", "more than 512 lines");
        }

        @Test
        void asManyBytesAsTheLimitAreAcceptedAndOneMoreIsNot() {
            AgiEnvironmentParser parser = new AgiEnvironmentParser(10, 100, 20);
            assertThat(parser.feed(ByteBuffer.wrap("agi_a: 0123456789x\n\n".getBytes(UTF_8))))
                    .isTrue();
            assertRejected(new AgiEnvironmentParser(10, 100, 20), "agi_a: 0123456789xy\n\n", "more than 20 bytes");
        }

        @Test
        void anEndlessStreamIsRejectedWhateverItsLines() {
            assertRejected("agi_a: b\n" + "x\n".repeat(100_000), "512 lines");
            assertRejected("agi_a: b\n" + "x".repeat(100_000), "8192 bytes");
            assertRejected("agi_a: b\n" + ("x".repeat(8000) + "\n").repeat(10), "65536 bytes");
        }

        @Test
        void limitsBelowOneAreRefused() {
            assertThatIllegalArgumentException().isThrownBy(() -> new AgiEnvironmentParser(0, 1, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> new AgiEnvironmentParser(1, 0, 1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new AgiEnvironmentParser(1, 1, -5))
                    .withMessageContaining("-5");
        }
    }
}
