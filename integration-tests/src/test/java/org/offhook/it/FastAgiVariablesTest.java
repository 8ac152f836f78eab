// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiTruncatedException;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.command.SetVariable;

/** Variables of any content and length arrive as they are, or not at all. */
@RealAsterisk
class FastAgiVariablesTest {

    private static final String SUBROUTINE = "decode";

    private final AsteriskUnderTest asterisk;
    private final Stage stage;

    FastAgiVariablesTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
        this.stage = new Stage(asterisk);
    }

    @BeforeEach
    void subroutine() {
        asterisk.extension(SUBROUTINE, "Set(VALUE=${URIDECODE(${ENCODED})})", "Return()");
    }

    /** Has the dialplan set VALUE, for a line of AGI cannot hold line feeds. */
    private void dialplanSets(AgiChannel channel, String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02X", b));
        }
        channel.setVariable("ENCODED", encoded.toString());
        assertThat(channel.gosub(asterisk.testContext(), SUBROUTINE, "1").isComplete())
                .isTrue();
    }

    @Test
    void unsetIsNotEmpty() {
        stage.call((channel, call) -> {
            assertThat(channel.getVariable("NEVER")).isEmpty();
            channel.setVariable("NEVER", "");
            assertThat(channel.getVariable("NEVER")).contains("");
            channel.exec("Set", "GLOBAL(EVERYWHERE)=global");
            assertThat(channel.getVariable("EVERYWHERE")).contains("global");
            assertThat(channel.getVariable("CALLERID(name)"))
                    .as("a function that has nothing to say is empty, not unset")
                    .contains("");
            assertThat(channel.getFullVariable("${STILL_NEVER}")).isEmpty();
        });
    }

    @Test
    void aValueOfTheDialplanIsReadAsItIs() {
        List<String> values = List.of(
                "plain",
                " spaces around ",
                "\"quoted\" and back\\slashed\\\\",
                "a,b;c|d",
                "tab\tand bell\u0007",
                "(in) (brackets",
                "closed)",
                ")",
                "(",
                "()",
                "Zoë, 日本語, 😀",
                "two\nlines",
                "line end)\nand on",
                "one)\ntwo)\nthree",
                "\n",
                "ends with a line feed\n",
                "ends with both)\n",
                "200 result=1 (spoofed)",
                "x)\n200 result=1 (spoofed)",
                "x\n200 result=0\ny",
                "x)\n511 Command Not Permitted on a dead channel",
                "x\nHANGUP\ny",
                "HANGUP",
                "100 result=0 Trying...\n520-x");
        stage.call((channel, call) -> {
            for (String value : values) {
                dialplanSets(channel, value);
                assertThat(channel.getVariable("VALUE")).contains(value);
                assertThat(channel.getFullVariable("<${VALUE}>")).isEqualTo("<" + value + ">");
                channel.noop();
                assertThat(channel.isHungUp()).as(value).isFalse();
            }
        });
    }

    @Test
    void databaseValuesOfSeveralLinesAreReadAsTheyAre() {
        asterisk.extension("keep", "Set(DB(lines/key)=${VALUE})", "Return()");
        stage.call((channel, call) -> {
            String value = "first)\nHANGUP\n200 result=1 (third";
            dialplanSets(channel, value);
            channel.gosub(asterisk.testContext(), "keep", "1");

            assertThat(channel.databaseGet("lines", "key")).contains(value);
            assertThat(channel.databaseGet("lines", "other")).isEmpty();
        });
    }

    /** Sets LONG to this text. What is too long for one line is put together of pieces, with a comma between them. */
    private static void setLong(AgiChannel channel, List<String> pieces) {
        channel.setVariable("LONG", pieces.get(0));
        for (String piece : pieces.subList(1, pieces.size())) {
            channel.setVariable("PUSH(LONG)", piece);
        }
    }

    private static List<String> pieces(int bytes, String pattern) {
        List<String> pieces = new ArrayList<>();
        int left = bytes;
        while (left > 0) {
            int size = left <= 1801 ? left : 1800;
            pieces.add(text(size, pattern));
            left -= size + 1;
        }
        return pieces;
    }

    /** So many bytes of UTF-8: the pattern again and again, filled up with dots. */
    private static String text(int bytes, String pattern) {
        StringBuilder text = new StringBuilder();
        int size = pattern.getBytes(StandardCharsets.UTF_8).length;
        int left = bytes;
        for (; left >= size; left -= size) {
            text.append(pattern);
        }
        return text.append(".".repeat(left)).toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1021, 1022, 1023, 1024, 1025, 1199, 1200, 1201, 1800, 5000, 60_000})
    void aLongVariableIsReadWhole(int bytes) {
        stage.call((channel, call) -> {
            for (String pattern : List.of("0123456789", "aäöü日本😀)\\\"")) {
                List<String> pieces = pieces(bytes, pattern);
                String value = String.join(",", pieces);
                assertThat(value.getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
                setLong(channel, pieces);

                Optional<String> read = channel.getVariable("LONG");

                assertThat(read.orElseThrow().equals(value))
                        .as("%d bytes of %s", bytes, pattern)
                        .isTrue();
                assertThat(channel.getFullVariable("${LONG}").equals(value)).isTrue();
            }
        });
    }

    @Test
    void aLongVariableWithLineFeedsIsReadWhole() {
        stage.call((channel, call) -> {
            String value = "HANGUP\n200 result=1 (x)\n".repeat(12);
            dialplanSets(channel, value);
            asterisk.extension("five", "Set(VALUE=${VALUE}${VALUE}${VALUE}${VALUE}${VALUE})", "Return()");
            channel.gosub(asterisk.testContext(), "five", "1");

            assertThat(channel.getVariable("VALUE")).contains(value.repeat(5));
        });
    }

    @Test
    void aLongValueOfAFunctionIsRefusedRatherThanCut() {
        stage.call((channel, call) -> {
            channel.setVariable("LONG", "x".repeat(1023));
            assertThatExceptionOfType(AgiTruncatedException.class)
                    .isThrownBy(() -> channel.getVariable("TOUPPER(" + "x".repeat(1023) + ")"))
                    .satisfies(
                            e -> assertThat(e.reply().map(AgiReply::dataLength)).contains(1023));
            assertThat(channel.getVariable("TOUPPER(" + "x".repeat(1022) + ")")).contains("X".repeat(1022));
            assertThat(channel.getFullVariable("${TOUPPER(${LONG})}")).isEqualTo("X".repeat(1023));
        });
    }

    @Test
    void aBareGetVariableSaysThatItsValueWasCut() {
        stage.call((channel, call) -> {
            channel.setVariable("LONG", "x".repeat(1024));
            assertThatExceptionOfType(AgiTruncatedException.class)
                    .isThrownBy(() -> channel.execute(new GetVariable("LONG")));
            channel.setVariable("LONG", "x".repeat(1022));
            assertThat(channel.execute(new GetVariable("LONG"))).contains("x".repeat(1022));
        });
    }

    @Test
    void submittedCommandsRunInOrderAlsoWhenOneFails() {
        CallResult result = stage.call(plan -> plan.capture("N19"), (channel, call) -> {
            List<CompletableFuture<AgiReply>> running = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                running.add(
                        i == 10
                                ? channel.submit(new RawCommand("NOSUCHCOMMAND"))
                                : channel.submit(new SetVariable("N" + i, "value " + i)));
            }
            for (int i = 0; i < 20; i++) {
                if (i == 10) {
                    assertThat(running.get(i))
                            .failsWithin(Duration.ofSeconds(10))
                            .withThrowableOfType(ExecutionException.class)
                            .withCauseInstanceOf(AgiCommandException.class);
                } else {
                    assertThat(Stage.await(running.get(i)).result()).isEqualTo("1");
                    assertThat(channel.getVariable("N" + i)).contains("value " + i);
                }
            }
            List<String> inOrder = IntStream.range(0, 20)
                    .filter(i -> i != 10)
                    .mapToObj(i -> new SetVariable("N" + i, "value " + i).line())
                    .toList();
            // A listener hears of submitted commands on another thread than the script's own: only they are compared.
            Awaitility.await()
                    .untilAsserted(() -> assertThat(stage.lines())
                            .filteredOn(line -> line.startsWith("SET VARIABLE"))
                            .isEqualTo(inOrder));
        });

        assertThat(result.variable("N19")).isEqualTo("value 19");
    }
}
