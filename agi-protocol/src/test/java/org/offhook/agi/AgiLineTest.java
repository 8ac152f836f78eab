// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgiLineTest {

    private static final int LIMIT = 2046;

    @Test
    void aLineIsWordsThenQuotedArgumentsNumbersAndKeywords() {
        assertThat(AgiLine.of("RECORD FILE").arg("a b").arg(-5).word("BEEP").toString())
                .isEqualTo("RECORD FILE \"a b\" -5 BEEP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain      | \"plain\"",
                "two words  | \"two words\"",
                "``         | \"\"",
                "say \"hi\" | \"say \\\"hi\\\"\"",
                "back\\slash | \"back\\\\slash\"",
                "\\         | \"\\\\\"",
                "é漢😀       | \"é漢😀\"",
                "${X},(a)   | \"${X},(a)\""
            })
    void onlyQuotesAndBackslashesAreEscaped(String argument, String quoted) {
        assertThat(AgiLine.quote(argument)).isEqualTo(quoted);
        assertThat(AgiLine.of("X").arg(argument)).hasToString("X " + quoted);
    }

    @Test
    void tabsAndOtherControlCharactersPass() {
        assertThatCode(() ->
                        AgiLine.check(AgiLine.of("NOOP").arg("a\tb\u0001\u007f").toString(), LIMIT))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"10, line feed", "13, carriage return", "0, NUL"})
    void lineBreaksAndNulAreRefusedWithTheirPlace(int character, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgiLine.check("NOOP \"" + (char) character + "\"", LIMIT))
                .withMessageContainingAll(name, "index 6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failure", "FAILURE", "Failures are many", "failURE\t\"x\""})
    void aLineThatWouldEndTheSessionIsRefused(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgiLine.check(line, LIMIT))
                .withMessageContaining("failure");
    }

    @ParameterizedTest
    @ValueSource(strings = {" failure", "\"failure\"", "fail", "VERBOSE failure"})
    void aLineThatOnlyLooksLikeItPasses(String line) {
        assertThatCode(() -> AgiLine.check(line, LIMIT)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t \t", "\\", " \\"})
    void aLineWithoutAWordIsRefused(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgiLine.check(line, LIMIT))
                .withMessageContaining("blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D", "\uD83D\uD83D\uDE00"})
    void halfACharacterIsRefused(String half) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgiLine.check("NOOP \"" + half + "\"", LIMIT))
                .withMessageContaining("surrogate");
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", " \"a\"", " \"\"", "\t\\ "})
    void a127thTokenPassesAndA128thIsRefused(String token) {
        String full = "NOOP" + token.repeat(126);

        assertThatCode(() -> AgiLine.check(full, LIMIT)).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgiLine.check(full + token, LIMIT))
                .withMessageContainingAll("127", "128");
    }

    @ParameterizedTest
    @CsvSource({"1013, x", "2046, x", "8190, x", "1013, é", "2046, é", "8190, 漢", "2046, 😀"})
    void aLinePassesAtItsLimitAndNotOneByteOverIt(int limit, String character) {
        int width = character.getBytes(StandardCharsets.UTF_8).length;
        String line = "NOOP \"" + character.repeat((limit - 7) / width) + "x".repeat((limit - 7) % width) + "\"";

        assertThatCode(() -> AgiLine.check(line, limit)).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgiLine.check(line + " ", limit))
                .withMessageContainingAll(Integer.toString(limit), Integer.toString(limit + 1));
    }
}
