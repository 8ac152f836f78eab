// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Quoting and checking against a model of how Asterisk takes a line apart. */
class AgiLinePropertyTest {

    private static final int ROOMY = 1 << 20;

    @Property
    void anArgumentReachesAsteriskAsItIs(@ForAll("arguments") String argument) {
        assertThat(tokens("NOOP " + AgiLine.quote(argument))).containsExactly("NOOP", argument);
    }

    @Property
    void manyArgumentsStayApart(@ForAll("argumentLists") List<String> arguments) {
        AgiLine line = AgiLine.of("GOSUB");
        arguments.forEach(line::arg);

        List<String> expected = new ArrayList<>(arguments);
        expected.add(0, "GOSUB");
        assertThat(tokens(line.toString())).isEqualTo(expected);
        AgiLine.check(line.toString(), ROOMY);
    }

    @Property(tries = 5000)
    void tokensAreCountedAsAsteriskCountsThem(@ForAll("rawLines") String line) {
        int tokens = tokens(line).size();
        Optional<String> refusal = refusal(line, ROOMY);

        if (tokens == 0) {
            assertThat(refusal).hasValueSatisfying(why -> assertThat(why).contains("blank"));
        } else if (tokens > AgiLine.MAX_TOKENS) {
            assertThat(refusal)
                    .hasValueSatisfying(why ->
                            assertThat(why).contains(Integer.toString(AgiLine.MAX_TOKENS), Integer.toString(tokens)));
        } else {
            assertThat(refusal).isEmpty();
        }
    }

    @Property
    void bytesAreCountedAsUtf8(@ForAll("arguments") String argument) {
        String line = "NOOP " + AgiLine.quote(argument);
        int bytes = line.getBytes(UTF_8).length;

        assertThat(refusal(line, bytes)).isEmpty();
        assertThat(refusal(line, bytes - 1))
                .hasValueSatisfying(
                        why -> assertThat(why).contains(Integer.toString(bytes), Integer.toString(bytes - 1)));
    }

    @Property
    void whatPassesIsOneLineOfValidText(@ForAll String text) {
        if (refusal("NOOP " + AgiLine.quote(text), ROOMY).isEmpty()) {
            assertThat(text).doesNotContain("\n", "\r", "\0");
            assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
        } else {
            boolean breaks = text.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0);
            boolean half = !new String(text.getBytes(UTF_8), UTF_8).equals(text);
            assertThat(breaks || half).isTrue();
        }
    }

    /** Text without line breaks, NUL and halves of characters; quotes, backslashes, blanks and wide characters are frequent. */
    @Provide
    Arbitrary<String> arguments() {
        Arbitrary<Integer> any = Arbitraries.integers()
                .between(1, Character.MAX_CODE_POINT)
                .filter(c -> c != '\n' && c != '\r' && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE));
        Arbitrary<Integer> special =
                Arbitraries.of((int) '"', (int) '\\', (int) ' ', (int) '\t', 0xE9, 0x6F22, 0x1F600);
        return Arbitraries.oneOf(any, special, special)
                .list()
                .ofMaxSize(60)
                .map(points -> points.stream().map(Character::toString).collect(Collectors.joining()));
    }

    @Provide
    Arbitrary<List<String>> argumentLists() {
        return arguments().list().ofMaxSize(AgiLine.MAX_TOKENS - 1);
    }

    /** What a user may write himself: any mix of quotes, backslashes, blanks and letters, also with far too many words. */
    @Provide
    Arbitrary<String> rawLines() {
        Arbitrary<Character> some = Arbitraries.of('"', '\\', ' ', '\t', 'a', 'b');
        Arbitrary<Character> blanks = Arbitraries.of(' ', ' ', 'a', '"', '\\');
        return Arbitraries.oneOf(
                some.list().ofMaxSize(30).map(AgiLinePropertyTest::join),
                blanks.list().ofMinSize(250).ofMaxSize(600).map(AgiLinePropertyTest::join));
    }

    private static String join(List<Character> characters) {
        StringBuilder text = new StringBuilder();
        characters.forEach(text::append);
        return text.toString();
    }

    private static Optional<String> refusal(String line, int maxBytes) {
        try {
            AgiLine.check(line, maxBytes);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The tokens that Asterisk sees: it walks over bytes. Blanks separate unless quoted or escaped; a quote that opens after a
     * blank begins a token even if nothing follows; a backslash makes the next byte literal.
     */
    private static List<String> tokens(String line) {
        List<String> tokens = new ArrayList<>();
        ByteArrayOutputStream token = null;
        boolean quoted = false;
        boolean escaped = false;
        for (byte b : line.getBytes(UTF_8)) {
            if (!escaped && b == '"') {
                quoted = !quoted;
                if (token == null) {
                    token = new ByteArrayOutputStream();
                }
            } else if (!escaped && b == '\\') {
                escaped = true;
            } else if (!escaped && !quoted && (b == ' ' || b == '\t')) {
                if (token != null) {
                    tokens.add(token.toString(UTF_8));
                    token = null;
                }
            } else {
                if (token == null) {
                    token = new ByteArrayOutputStream();
                }
                token.write(b);
                escaped = false;
            }
        }
        if (token != null) {
            tokens.add(token.toString(UTF_8));
        }
        return tokens;
    }
}
