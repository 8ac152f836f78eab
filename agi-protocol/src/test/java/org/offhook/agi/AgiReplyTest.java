// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgiReplyTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "200 result=0,                                             200, 0,    '',              -",
                "200 result=-1,                                            200, -1,   '',              -",
                "200 result=49 endpos=8000,                                200, 49,   'endpos=8000',   -",
                "200 result=,                                              200, '',   '',              -",
                "200 result= (timeout),                                    200, '',   '(timeout)',     timeout",
                "200 result=0123 (timeout),                                200, 0123, '(timeout)',     timeout",
                "200 result=*A9,                                           200, *A9,  '',              -",
                "200 result=1 (),                                          200, 1,    '()',            ''",
                "200 result=1 (a),                                         200, 1,    '(a)',           a",
                "200 result=1 (Hi there)),                                 200, 1,    '(Hi there))',   'Hi there)'",
                "200 result=1 ((a) b (c)),                                 200, 1,    '((a) b (c))',   '(a) b (c)'",
                "200 result=1 (x endpos=5),                                200, 1,    '(x endpos=5)',  'x endpos=5'",
                "200 result=0 (timeout) endpos=1000,                       200, 0,    '(timeout) endpos=1000', timeout",
                "200 result=-1 (writefile),                                200, -1,   '(writefile)',   writefile",
                "200 result=0 (unclosed,                                   200, 0,    '(unclosed',     -",
                "200 result=0 Gosub complete,                              200, 0,    'Gosub complete', -",
                "200 result=-1 Gosub label not found,                      200, -1,   'Gosub label not found', -",
                "100 result=0 Trying...,                                   100, 0,    'Trying...',     -",
                "503 result=-2 Memory allocation failure,                  503, -2,   'Memory allocation failure', -",
                "510 Invalid or unknown command,                           510, '',   'Invalid or unknown command', -",
                "511 Command Not Permitted on a dead channel,              511, '', 'Command Not Permitted on a dead channel', -",
                "200,                                                      200, '',   '',              -",
                "'200 ',                                                   200, '',   '',              -",
                "200 nonsense=1,                                           200, '',   'nonsense=1',    -",
            })
    void aReplyIsTakenApart(String text, int status, String result, String rest, String data) {
        AgiReply reply = AgiReply.parse(text);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.result()).isEqualTo(result);
        assertThat(reply.rest()).isEqualTo(rest);
        assertThat(reply.data()).isEqualTo(Optional.ofNullable(data));
        assertThat(reply.rawData()).isEqualTo(data == null ? new byte[0] : data.getBytes(UTF_8));
        assertThat(reply.dataLength()).isEqualTo(data == null ? 0 : data.length());
        assertThat(reply).hasToString(text);
        assertThat(reply.raw()).isEqualTo(text.getBytes(UTF_8));
    }

    @Test
    void oneLastLineFeedIsNotPartOfTheReply() {
        assertThat(AgiReply.parse("200 result=1 (a)\n")).isEqualTo(AgiReply.parse("200 result=1 (a)"));
        assertThat(AgiReply.parse("200 result=1 (a\n)\n").data()).contains("a\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "20", "20x", "x200", " 200", "HANGUP", "-20", "٢٠٠ result=0"})
    void aReplyWithoutAStatusIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgiReply.parse(text))
                .withMessageContaining("three digits");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, -1", "065, 65", "49, 49", "9223372036854775807, 9223372036854775807"})
    void aResultThatIsANumberIsOne(String result, long number) {
        assertThat(AgiReply.parse("200 result=" + result).resultNumber()).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "12*3", "1A", "9223372036854775808", "1.5"})
    void aResultThatIsNoNumberIsNone(String result) {
        assertThat(AgiReply.parse("200 result=" + result).resultNumber()).isEmpty();
    }

    @Test
    void digitsKeepTheirLeadingZeros() {
        assertThat(AgiReply.parse("200 result=0042").result()).isEqualTo("0042");
    }

    @Test
    void aValueMayHoldLinesThatLookLikeReplies() {
        AgiReply reply = AgiReply.parse("200 result=1 (l1\nl2)x\n200 result=1\nl4)\n");
        assertThat(reply.data()).contains("l1\nl2)x\n200 result=1\nl4");
        assertThat(reply.attributes()).isEmpty();
    }

    @Test
    void aValueKeepsBytesThatAreNotUtf8() {
        byte[] raw = "200 result=1 (a??b)".getBytes(UTF_8);
        raw[15] = (byte) 0xC3;
        raw[16] = (byte) 0x28;
        AgiReply reply = AgiReply.of(raw);
        assertThat(reply.rawData()).containsExactly('a', 0xC3, 0x28, 'b');
        assertThat(reply.data()).contains("a\uFFFD(b");
        assertThat(reply.dataLength()).isEqualTo(4);
    }

    @Test
    void theLengthOfAValueIsInBytes() {
        assertThat(AgiReply.parse("200 result=1 (äöü€)").dataLength()).isEqualTo(9);
        assertThat(AgiReply.parse("200 result=1 (äöü€)").data()).contains("äöü€");
    }

    @Test
    void attributesComeInOrder() {
        assertThat(AgiReply.parse("200 result=1 (speech) endpos=1600 results=2 score0=900 text0=\"good day\" grammar0=g"
                                + " score1=3 text1=\"\" grammar1=")
                        .attributes())
                .containsExactly(
                        entry("endpos", "1600"),
                        entry("results", "2"),
                        entry("score0", "900"),
                        entry("text0", "good day"),
                        entry("grammar0", "g"),
                        entry("score1", "3"),
                        entry("text1", ""),
                        entry("grammar1", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 result=0 endpos=3520                  | endpos | 3520",
                "200 result=49 (dtmf) endpos=8000          | endpos | 8000",
                "200 result=1 (digit) digit=5 endpos=-1    | digit  | 5",
                "200 result=1 (digit) digit=5 endpos=-1    | endpos | -1",
                "200 result=0 a=1 a=2                      | a      | 1",
                "200 result=0 free words endpos=7          | endpos | 7",
            })
    void anAttributeIsFoundByItsName(String text, String name, String value) {
        AgiReply reply = AgiReply.parse(text);
        assertThat(reply.attribute(name)).contains(value);
        assertThat(reply.attributeNumber(name)).hasValue(Long.parseLong(value));
        assertThat(reply.attribute("missing")).isEmpty();
        assertThat(reply.attributeNumber("missing")).isEmpty();
    }

    @Test
    void anAttributeThatIsNoNumberIsNone() {
        assertThat(AgiReply.parse("200 result=1 (digit) digit=#").attributeNumber("digit"))
                .isEqualTo(OptionalLong.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 result=1 (endpos=5)",
                "200 result=1 (a) endpos",
                "510 no=attributes",
                "520 Invalid command syntax. a=b",
                "200 result=1",
            })
    void repliesWithoutAttributesHaveNone(String text) {
        assertThat(AgiReply.parse(text).attributes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=\"", "a=\"\"", "=", "==", " = = ", "a=\"b", "a=\"b\" =", "\"=\"", "a=\" b=\""})
    void brokenAttributesDoNoHarm(String rest) {
        assertThat(AgiReply.parse("200 result=1 (speech) " + rest).attributes()).isNotNull();
    }

    @Test
    void anUnclosedQuoteEndsWithTheReply() {
        assertThat(AgiReply.parse("200 result=1 (speech) a=\"b c").attributes()).isEqualTo(Map.of("a", "b c"));
        assertThat(AgiReply.parse("200 result=1 (speech) a=\"").attributes()).isEqualTo(Map.of("a", ""));
    }

    @Test
    void theUsageOfABlockIsItsMiddle() {
        AgiReply reply = AgiReply.parse("""
                520-Invalid command syntax.  Proper usage follows:
                Usage: NOOP
                    Does nothing.
                520 End of proper usage.
                """);
        assertThat(reply.status()).isEqualTo(520);
        assertThat(reply.usage()).isEqualTo("Usage: NOOP\n    Does nothing.");
        assertThat(reply.result()).isEmpty();
    }

    @Test
    void theUsageOfABlockWhoseEndIsGluedToItIsItsMiddle() {
        assertThat(AgiReply.parse(
                                "520-Invalid command syntax.  Proper usage follows:\n Usage: dial 520 now.520 End of proper usage.")
                        .usage())
                .isEqualTo("Usage: dial 520 now.");
    }

    @Test
    void theUsageOfASingleLineIsItsText() {
        assertThat(AgiReply.parse("520 Invalid command syntax.  Proper usage not available.")
                        .usage())
                .isEqualTo("Invalid command syntax.  Proper usage not available.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"520", "520 ", "520-", "520-Invalid", "520-Invalid\nno end", "200 result=0", "510 Invalid"})
    void thereMayBeNoUsage(String text) {
        assertThat(AgiReply.parse(text).usage()).isEmpty();
    }

    @Test
    void repliesOfTheSameBytesAreEqual() {
        assertThat(AgiReply.parse("200 result=0"))
                .isEqualTo(AgiReply.of("200 result=0".getBytes(UTF_8)))
                .hasSameHashCodeAs(AgiReply.of("200 result=0".getBytes(UTF_8)))
                .isNotEqualTo(AgiReply.parse("200 result=1"))
                .isNotEqualTo("200 result=0");
    }

    @Test
    void aReplyThatATransportMarkedIsStopped() {
        AgiReply reply = AgiReply.parse("200 result=0 endpos=6400");

        assertThat(reply.isStopped()).isFalse();
        assertThat(reply.asStopped().isStopped()).isTrue();
        assertThat(reply.asStopped()).hasToString("200 result=0 endpos=6400").isNotEqualTo(reply);
        assertThat(reply.asStopped().attributeNumber("endpos")).hasValue(6400);
    }

    @Test
    void theBytesOfAReplyCannotBeChangedThroughIt() {
        AgiReply reply = AgiReply.parse("200 result=1 (a)");
        reply.raw()[0] = 'x';
        reply.rawData()[0] = 'x';
        assertThat(reply).hasToString("200 result=1 (a)");
    }
}
