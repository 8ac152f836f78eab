// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialplanTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0-9    | 5551&SIP/premium,60 | 555160",
                "0-9+   | +49 (30) 123        | +4930123",
                "0-9-   | 12-34               | 12-34",
                "-0-9   | 12-34x              | 12-34",
                "a-zA-Z | Jöe_3               | Je",
                "a-c-e  | abcd-e              | abc-e",
                "a-z-9  | x-9-8               | x-9-",
                "xyz    | abc                 | ''",
                "''     | abc                 | ''"
            })
    void filterKeepsOnlyWhatIsAllowed(String allowed, String value, String kept) {
        assertThat(DialplanText.filter(allowed, value)).isEqualTo(kept);
    }

    @Test
    void filterDropsLineBreaksAndCharactersBeyondOneChar() {
        assertThat(DialplanText.filter("a-z", "a\r\nb\0\uD83D\uDE00c")).isEqualTo("abc");
    }

    @Test
    void filterRefusesARangeThatIsUpsideDown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DialplanText.filter("0-9z-a", ""))
                .withMessageContainingAll("z-a", "0-9z-a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain 1 é       | plain 1 é",
                "a,b             | a\\,b",
                "\"x\"           | \\\"x\\\"",
                "back\\slash     | back\\\\slash",
                "(a)[b]          | \\(a\\)\\[b\\]",
                "${SHELL(id)}    | $\\{SHELL\\(id\\)\\}",
                "$[1+1]          | $\\[1+1\\]",
                "a&b;c           | a&b;c",
                "``              | ``"
            })
    void escapeArgumentTakesTheMeaningFromWhatSeparatesAndReplaces(String value, String escaped) {
        assertThat(DialplanText.escapeArgument(value)).isEqualTo(escaped);
    }

    @Test
    void anEscapedArgumentIsReadBackByAModelOfTheApplicationsParser() {
        String hostile = "a,b(c[d\"e\\f${G}$[1]),]{}";
        assertThat(middleArgument("first," + DialplanText.escapeArgument(hostile) + ",last"))
                .isEqualTo(hostile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\0b"})
    void escapeArgumentRefusesLineBreaksAndNul(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DialplanText.escapeArgument(value))
                .withMessageContaining("index 1");
    }

    /** Splits as applications do: at commas that are not in quotes, parentheses or brackets; a backslash makes one literal. */
    private static String middleArgument(String options) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < options.length(); i++) {
            char c = options.charAt(i);
            if (c == '\\') {
                argument.append(options.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && depth == 0 && !quoted) {
                arguments.add(argument.toString());
                argument.setLength(0);
            } else {
                depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
                argument.append(c);
            }
        }
        return arguments.get(arguments.size() - 1);
    }
}
