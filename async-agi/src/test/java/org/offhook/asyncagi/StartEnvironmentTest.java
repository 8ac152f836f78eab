// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartEnvironmentTest {

    private static final String CALL = "agi_request: async\nagi_channel: PJSIP/alice-00000001\nagi_threadid: 1\n";

    private static StartEnvironment decode(String decoded) {
        return StartEnvironment.decode(encode(decoded));
    }

    private static byte[] encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            encoded.append(Character.isLetterOrDigit(b) || b == '_' ? "" + (char) b : "%" + hex(b));
        }
        return encoded.toString().getBytes(ISO_8859_1);
    }

    private static String hex(byte b) {
        return Integer.toHexString((b & 0xff) | 0x100).substring(1).toUpperCase(Locale.ROOT);
    }

    // ---- decoding ----

    @Test
    void readsAWholeOne() {
        StartEnvironment environment = decode(CALL + "agi_arg_1: /billing/gold?x=a: b\nagi_arg_2: \n\n");
        assertThat(environment.truncated()).isFalse();
        assertThat(environment.variables())
                .containsExactly(
                        entry("agi_request", "async"),
                        entry("agi_channel", "PJSIP/alice-00000001"),
                        entry("agi_threadid", "1"),
                        entry("agi_arg_1", "/billing/gold?x=a: b"),
                        entry("agi_arg_2", ""));
    }

    @Test
    void readsWhatAsteriskSent() {
        StartEnvironment environment = StartEnvironment.decode(Recorded.environment("basic"));
        assertThat(environment.truncated()).isFalse();
        assertThat(environment.variables())
                .hasSizeGreaterThan(19)
                .containsEntry("agi_request", "async")
                .containsEntry("agi_channel", "Local/async@research-0000005e;2")
                .containsEntry("agi_version", "22.10.1+dfsg+~cs6.17.60671434-1")
                .containsEntry("agi_callerid", "unknown");
    }

    @Test
    void readsTheBeginningOfOneThatAsteriskCut() {
        StartEnvironment environment = StartEnvironment.decode(Recorded.environment("env-over-1024-desync"));
        assertThat(environment.truncated()).isTrue();
        assertThat(environment.variables())
                .containsEntry("agi_arg_1", "00" + "z".repeat(60))
                .containsEntry("agi_arg_7", "06" + "z".repeat(60))
                .doesNotContainKey("agi_arg_8");
    }

    @Test
    void atEveryCutTheWholeLinesRemain() {
        String whole = CALL + "agi_arg_1: ä\nagi_arg_2: b\n\n";
        byte[] bytes = encode(whole);
        for (int cut = 0; cut < bytes.length; cut++) {
            String beginning = new String(bytes, 0, cut, ISO_8859_1);
            int lines = beginning.split("%0A", -1).length - 1;
            StartEnvironment environment = StartEnvironment.decode(beginning.getBytes(ISO_8859_1));
            assertThat(environment.truncated()).as(beginning).isTrue();
            assertThat(environment.variables()).as(beginning).hasSize(lines);
        }
        assertThat(StartEnvironment.decode(bytes).variables()).hasSize(5);
        assertThat(StartEnvironment.decode(bytes).truncated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1022, 1023, 1024, 1025})
    void asLongAsAsteriskReadsItMayHaveBeenCut(int length) {
        String around = CALL + "agi_arg_1: \n\n";
        StartEnvironment environment = decode(CALL + "agi_arg_1: " + "x".repeat(length - around.length()) + "\n\n");
        assertThat(environment.truncated()).isEqualTo(length >= 1024);
        assertThat(environment.variables()).containsKey("agi_arg_1");
    }

    @ParameterizedTest
    @ValueSource(ints = {2043, 2044, 2045, 2047})
    void asLongAsAsteriskEncodesItMayHaveBeenCut(int length) {
        int rest = length - encode(CALL + "agi_arg_1: \n\n").length;
        StartEnvironment environment =
                decode(CALL + "agi_arg_1: " + "@".repeat(rest / 3) + "x".repeat(rest % 3) + "\n\n");
        assertThat(environment.truncated()).isEqualTo(length >= 2045);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                "agi_",
                "no colon\n\n",
                "agi_no colon\n\n",
                "GET / HTTP/1.1\r\n\r\n",
                ": x\n\n",
                "agi_request: async\0\n\n",
                "zzzz\nagi_arg_9: x\n\n"
            })
    void whatIsNoEnvironmentIsEmptyAndTruncated(String garbage) {
        assertThat(decode(garbage)).isEqualTo(new StartEnvironment(Map.of(), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agi_channel: again\n\n",
                "\r\nagi_callerid: 1\n\n",
                "agi_x: a\0b\n\n",
                "\nagi_arg_1: behind the blank line of a value\n\n",
                "\n\n",
                "cut"
            })
    void whatComesBeforeABadLineRemains(String rest) {
        StartEnvironment environment = decode(CALL + rest);
        assertThat(environment.truncated()).isTrue();
        assertThat(environment.variables()).hasSize(3).containsEntry("agi_threadid", "1");
    }

    @Test
    void aValueWithALineFeedGoesOn() {
        StartEnvironment environment = decode(CALL + "agi_arg_1: a\nb\n\n");
        assertThat(environment.truncated()).isFalse();
        assertThat(environment.variables()).containsEntry("agi_arg_1", "a\nb");
    }

    @Property
    void garbageNeverThrows(@ForAll byte[] garbage, @ForAll @IntRange(max = 40) int good) {
        byte[] encoded = encode(CALL);
        byte[] bytes = new byte[Math.min(good, encoded.length) + garbage.length];
        System.arraycopy(encoded, 0, bytes, 0, bytes.length - garbage.length);
        System.arraycopy(garbage, 0, bytes, bytes.length - garbage.length, garbage.length);
        StartEnvironment environment = StartEnvironment.decode(bytes);
        StartEnvironment.normalised(environment.variables(), null);
        assertThat(environment.truncated()).isTrue();
    }

    @Test
    void aVeryLongOneIsReadInPartOnly() {
        assertThat(decode(CALL + "agi_x: y\nz\n".repeat(100_000)).truncated()).isTrue();
        String lines = CALL + "a".repeat(65_536 - CALL.length() - 1).replaceAll("a{64}", "$0\n");
        assertThat(decode(lines + "\n\n").truncated()).isTrue();
    }

    @Property
    void anyValuesAreReadBack(@ForAll @NotEmpty List<@AlphaChars String> values) {
        StringBuilder text = new StringBuilder("agi_request: async\n");
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("agi_request", "async");
        for (String value : values) {
            String name = "agi_" + expected.size();
            text.append(name).append(": ").append(value).append('\n');
            expected.put(name, value);
        }
        StartEnvironment environment = decode(text.append('\n').toString());
        assertThat(environment.truncated()).isEqualTo(text.length() >= 1024);
        assertThat(environment.variables()).isEqualTo(expected);
    }

    // ---- as over FastAGI ----

    private static Map<String, String> normalised(String rest) {
        return StartEnvironment.normalised(decode(CALL + rest + "\n").variables(), null);
    }

    @Test
    void theFirstArgumentIsThePathAndTheOthersMoveUp() {
        assertThat(normalised("agi_arg_1: /billing/gold?x=1\nagi_arg_2: more\nagi_arg_3: \n"))
                .containsExactly(
                        entry("agi_network_script", "billing/gold?x=1"),
                        entry("agi_request", "async"),
                        entry("agi_channel", "PJSIP/alice-00000001"),
                        entry("agi_threadid", "1"),
                        entry("agi_arg_1", "more"),
                        entry("agi_arg_2", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "agi_arg_1: \n", "agi_arg_1: /\n"})
    void withoutAPathThereIsNone(String arguments) {
        assertThat(normalised(arguments)).hasSize(3).doesNotContainKey("agi_network_script");
    }

    @Test
    void onlyOneSlashIsTakenAway() {
        assertThat(normalised("agi_arg_1: //x\n")).containsEntry("agi_network_script", "/x");
        assertThat(normalised("agi_arg_1: x/y\n")).containsEntry("agi_network_script", "x/y");
    }

    @Test
    void anEmptyPathStillIsTheFirstArgument() {
        assertThat(normalised("agi_arg_1: \nagi_arg_2: a\n"))
                .containsEntry("agi_arg_1", "a")
                .hasSize(4);
    }

    @Test
    void argumentsThatWereReadAnewReplaceThoseThatCame() {
        Map<String, String> variables =
                decode(CALL + "agi_arg_1: /a\nagi_arg_2: b\nagi_arg_3: c\nag").variables();
        assertThat(StartEnvironment.normalised(variables, List.of("/path", "all")))
                .containsOnlyKeys("agi_network_script", "agi_request", "agi_channel", "agi_threadid", "agi_arg_1")
                .containsEntry("agi_network_script", "path")
                .containsEntry("agi_arg_1", "all");
        assertThat(StartEnvironment.normalised(variables, List.of()))
                .containsOnlyKeys("agi_request", "agi_channel", "agi_threadid");
    }

    @Test
    void moreThanNineArgumentsKeepTheirOrder() {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 12; i++) {
            lines.append("agi_arg_").append(i).append(": ").append(i - 1).append('\n');
        }
        assertThat(List.copyOf(normalised(lines.toString()).values()).subList(4, 15))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
    }

    @Test
    void aCallerWhoseNameHasALineFeedChoosesNoScript() {
        String forged = """
                agi_request: async
                agi_calleridname: x
                agi_arg_1: /admin
                agi_network_script: admin
                agi_network: yes
                agi_threadid: 1
                """;
        assertThat(decode(forged + "\n").truncated()).isFalse();
        assertThat(StartEnvironment.normalised(decode(forged + "\n").variables(), null))
                .containsOnlyKeys("agi_request", "agi_calleridname", "agi_threadid");
        assertThat(decode(forged + "agi_arg_1: /mine\n\n").truncated())
                .as("it comes twice")
                .isTrue();
    }
}
