// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiLine;
import org.offhook.agi.command.SetVariable;

/** Our quoting, against the tokenizer of the real Asterisk; the property tests have only a model of it. */
@RealAsterisk
class FastAgiQuotingTest {

    private static final int STRINGS = 400;
    private static final long SEED = 20_260_101;
    private static final String[] CHARACTERS = {
        "\"", "\\", " ", "\t", "'", "(", ")", "[", "]", "{", "}", "$", "${", ",", ";", "|", "&", "=", "%", "#", "<",
        ">", "\\n", "\\\\", "\\\"", "\"\"", "a", "B", "0", "ä", "ß", "日", "😀", "\u0080", "\u00a0", "\u0001", "\u0007",
        "\b", "\u000b", "\f", "\u001b", "\u007f"
    };

    private final AsteriskUnderTest asterisk;
    private final Stage stage;

    FastAgiQuotingTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
        this.stage = new Stage(asterisk);
    }

    private int limit() {
        return asterisk.majorVersion() == 16 ? 2046 : 8190;
    }

    private static List<String> strings() {
        Random random = new Random(SEED);
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < STRINGS; i++) {
            strings.add(random.ints(random.nextInt(1, 25), 0, CHARACTERS.length)
                    .mapToObj(c -> CHARACTERS[c])
                    .collect(Collectors.joining()));
        }
        return strings;
    }

    @Test
    void whatIsSetIsReadBackWhateverItIs() {
        stage.call((channel, call) -> {
            for (String text : strings()) {
                channel.setVariable("TEXT", text);

                assertThat(channel.getVariable("TEXT")).contains(text);
            }
        });
    }

    @Test
    void anArgumentStaysOneArgumentBetweenOthers() {
        stage.call((channel, call) -> {
            List<String> keys = strings().stream()
                    .filter(text -> text.length() < 60)
                    .limit(100)
                    .toList();
            for (String key : keys) {
                assertThat(channel.databasePut("quoting", key, "<" + key + ">")).isTrue();
            }
            for (String key : keys) {
                assertThat(channel.databaseGet("quoting", key)).contains("<" + key + ">");
            }
        });
    }

    @Test
    void theApplicationSeesWhatIsQuoted() {
        stage.call((channel, call) -> {
            for (String text : strings().subList(0, 50)) {
                channel.exec("Set", "SEEN=" + text);

                assertThat(channel.getVariable("SEEN")).contains(text);
            }
        });
    }

    @Test
    void aLineOfTheLongestLengthIsReadWholeAndALongerOneIsRefusedBeforeItIsSent() {
        stage.call((channel, call) -> {
            String around = new SetVariable("LONG", "").line();
            for (String filling : List.of("x", "ä")) {
                int bytes = filling.getBytes(StandardCharsets.UTF_8).length;
                int room = limit() - around.length();
                String longest = filling.repeat(room / bytes) + ".".repeat(room % bytes);
                assertThat(new SetVariable("LONG", longest).line().getBytes(StandardCharsets.UTF_8))
                        .hasSize(limit());

                channel.setVariable("LONG", longest);
                assertThat(channel.getVariable("LONG").orElseThrow().equals(longest))
                        .isTrue();

                assertThatIllegalArgumentException()
                        .isThrownBy(() -> channel.setVariable("LONG", longest + "x"))
                        .withMessageContaining(Integer.toString(limit()))
                        .withMessageContaining(Integer.toString(limit() + 1));
                assertThat(channel.getVariable("LONG").orElseThrow().equals(longest))
                        .as("nothing was sent")
                        .isTrue();
            }
        });
        assertThat(stage.lines()).noneMatch(line -> line.length() > limit());
    }

    @Test
    void asManyTokensAsAsteriskReadsAreAcceptedAndOneMoreIsRefused() {
        stage.call((channel, call) -> {
            String most = "NOOP" + " \"a\"".repeat(AgiLine.MAX_TOKENS - 1);
            assertThat(channel.raw(most).result()).isEqualTo("0");
            assertThat(channel.raw("NOOP" + " \"\"".repeat(AgiLine.MAX_TOKENS - 1))
                            .result())
                    .isEqualTo("0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> channel.raw(most + " b"))
                    .withMessageContaining("127")
                    .withMessageContaining("128");
            assertThat(channel.getVariable("CHANNEL")).contains(channel.name());
        });
    }

    @Test
    void whatAgiCannotExpressIsRefusedAndTheCallGoesOn() {
        stage.call((channel, call) -> {
            for (String text : List.of("a\nNOOP", "a\rb", "a\0b", "half \ud83d pair")) {
                assertThatIllegalArgumentException().isThrownBy(() -> channel.setVariable("TEXT", text));
            }
            assertThatIllegalArgumentException().isThrownBy(() -> channel.raw("FAILURE of ours"));
            assertThatIllegalArgumentException().isThrownBy(() -> channel.raw(""));
            assertThatExceptionOfType(AgiCommandException.class)
                    .isThrownBy(() -> channel.raw("\"NO SUCH\" command"))
                    .satisfies(e -> assertThat(e.reply().status()).isEqualTo(510));
            assertThat(channel.getVariable("TEXT")).isEmpty();
        });
    }
}
