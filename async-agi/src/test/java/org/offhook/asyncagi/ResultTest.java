// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiReply;

class ResultTest {

    private static final String BLOCK =
            "520-Invalid command syntax.  Proper usage follows:\nNOOP\n\nmore\n520 End of proper usage.";

    private static AgiReply reply(String decoded) {
        return Objects.requireNonNull(Result.reply(decoded.getBytes(UTF_8)), decoded);
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                Arguments.of("200 result=0", "200 result=0"),
                Arguments.of("200 result=", "200 result="),
                Arguments.of("200 result=49 (dtmf) endpos=8000", "200 result=49 (dtmf) endpos=8000"),
                Arguments.of("510 Invalid or unknown command", "510 Invalid or unknown command"),
                Arguments.of("100 result=0 Trying...\n200 result=0 Gosub complete", "200 result=0 Gosub complete"),
                Arguments.of("100 a\n101 b\n200 result=0", "200 result=0"),
                Arguments.of(BLOCK, BLOCK),
                Arguments.of(
                        "520 Invalid command syntax.  Proper usage not available.",
                        "520 Invalid command syntax.  Proper usage not available."),
                Arguments.of("200 result=1 (a\nb)", "200 result=1 (a\nb)"),
                Arguments.of("200 result=1 (a)\n200 result=1 (b)", "200 result=1 (a)\n200 result=1 (b)"),
                Arguments.of("200 result=1 ()", "200 result=1 ()"),
                Arguments.of("200 result=1 (\n)", "200 result=1 (\n)"),
                // An application that returns 1 has the usage of EXEC written behind its reply.
                Arguments.of("200 result=1\n" + BLOCK, "200 result=1"));
    }

    @ParameterizedTest
    @MethodSource
    void replies(String decoded, String expected) {
        assertThat(reply(decoded + "\n")).isEqualTo(AgiReply.parse(expected));
        assertThat(reply(decoded)).as("cut").isEqualTo(AgiReply.parse(expected));
    }

    @Test
    void aValueKeepsItsLineFeeds() {
        assertThat(reply("200 result=1 (a\n)\n200 result=0\n\n)\n").data()).contains("a\n)\n200 result=0\n\n");
        assertThat(reply("200 result=1 (a\n)\n").data()).contains("a\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n200 result=0\n",
                "2",
                "200",
                "200\n",
                "20 result=0\n",
                "zzz\nagi_arg_9: x\n\n200 result=0\n",
                "HANGUP\n",
                "result=0\n",
                " 200 result=0\n",
                "2000 result=0\n",
                "100 result=0 Trying...\n",
                "100 result=0 Trying...",
                "100 result=0 Trying...\nrest\n"
            })
    void whatIsNoReply(String decoded) {
        assertThat(Result.reply(decoded.getBytes(UTF_8))).isNull();
    }

    @Test
    void theGivenBytesAreNotTheReply() {
        byte[] decoded = "200 result=0".getBytes(UTF_8);
        AgiReply reply = Objects.requireNonNull(Result.reply(decoded));
        decoded[11] = '9';
        assertThat(reply).hasToString("200 result=0");
    }

    @Test
    void atEveryCutThereIsTheSameStatusOrNone() {
        for (String whole : List.of("100 result=0 Trying...\n200 result=0 Gosub complete\n", BLOCK + "\n")) {
            AgiReply reply = reply(whole);
            for (int cut = 0; cut < whole.length(); cut++) {
                byte[] beginning = whole.substring(0, cut).getBytes(UTF_8);
                AgiReply found = Result.reply(beginning);
                assertThat(found == null || found.status() == reply.status())
                        .as(whole.substring(0, cut))
                        .isTrue();
                assertThat(Result.isBad(beginning, beginning)).isEqualTo(!whole.startsWith("\n", cut - 1));
            }
        }
    }

    @Test
    void badIsWhatAsteriskMayHaveCut() {
        byte[] good = ("x".repeat(1022) + "\n").getBytes(UTF_8);
        assertThat(Result.isBad(new byte[2044], good)).isFalse();
        assertThat(Result.isBad(new byte[2045], good)).isTrue();
        assertThat(Result.isBad(new byte[2047], good)).isTrue();
        assertThat(Result.isBad(new byte[2044], ("x".repeat(1023) + "\n").getBytes(UTF_8)))
                .isTrue();
        assertThat(Result.isBad(new byte[1], "200 result=0".getBytes(UTF_8))).isTrue();
        assertThat(Result.isBad(new byte[0], new byte[0])).isTrue();
        assertThat(Result.isBad(new byte[3], "\n".getBytes(UTF_8))).isFalse();
    }

    // ---- as Asterisk sent them ----

    private static boolean isBad(byte[] encoded) {
        return Result.isBad(encoded, PercentDecoder.decode(encoded));
    }

    private static AgiReply reply(byte[] encoded) {
        return Objects.requireNonNull(Result.reply(PercentDecoder.decode(encoded)));
    }

    @Test
    void aCallWithoutAnythingLong() {
        List<byte[]> results = Recorded.results("basic");
        assertThat(results).hasSizeGreaterThan(9).noneMatch(ResultTest::isBad);
        assertThat(results.stream().map(ResultTest::reply).map(AgiReply::toString))
                .contains(
                        "200 result=1 (a b\"cé +&=%)",
                        "200 result=0 endpos=3520", "510 Invalid or unknown command", "200 result=0 Gosub complete");
    }

    @Test
    void aValueThatDidNotFit() {
        List<byte[]> results = Recorded.results("result-over-1024-desync");
        assertThat(isBad(results.get(0))).isTrue();
        assertThat(Result.reply(PercentDecoder.decode(results.get(1))))
                .as("the rest of it, with another command's reply")
                .isNull();
        assertThat(isBad(results.get(results.size() - 1))).isFalse();
    }

    @Test
    void aUsageTextThatDidNotFit() {
        List<byte[]> results = Recorded.results("usage-520");
        assertThat(results.stream().map(ResultTest::isBad).limit(2)).contains(true);
        assertThat(reply(results.get(0)).status()).isEqualTo(520);
    }

    @Test
    void aValueWhoseEncodingDidNotFit() {
        List<byte[]> results = Recorded.results("result-encoded-over-2048-truncated");
        byte[] cut = results.stream().filter(ResultTest::isBad).findFirst().orElseThrow();
        assertThat(PercentDecoder.decode(cut)).hasSizeLessThan(1024);
        assertThat(cut.length).isBetween(2045, 2047);
    }

    @Test
    void aShortValueOfManyBytesEndsInALineFeedAndIsCutAllTheSame() {
        String decoded = "200 result=1 (" + "@".repeat(674) + "\n";
        byte[] encoded = ("200%20result%3D1%20(" + "%40".repeat(674) + "%0A").getBytes(ISO_8859_1);
        assertThat(decoded).hasSizeLessThan(1024).endsWith("\n");
        assertThat(isBad(encoded)).isTrue();
    }

    @Property
    void garbageIsAReplyOrNone(@ForAll byte[] garbage, @ForAll boolean status) {
        byte[] bytes = garbage;
        if (status) {
            bytes = ("200 " + new String(garbage, ISO_8859_1)).getBytes(ISO_8859_1);
            assertThat(Result.reply(bytes)).isNotNull();
        }
        AgiReply reply = Result.reply(bytes);
        assertThat(reply == null || reply.raw().length <= bytes.length).isTrue();
    }

    @Property
    void anyValueIsWhole(@ForAll byte[] value) {
        String text = new String(value, ISO_8859_1);
        AgiReply reply = Objects.requireNonNull(Result.reply(("200 result=1 (" + text + ")\n").getBytes(ISO_8859_1)));
        assertThat(reply.rawData()).isEqualTo(value);
    }
}
