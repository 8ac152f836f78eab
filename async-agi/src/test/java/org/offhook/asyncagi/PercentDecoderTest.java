// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentDecoderTest {

    private static final String AS_THEY_ARE = "-_.!~*'()";

    private static String decode(String encoded) {
        return new String(PercentDecoder.decode(encoded.getBytes(ISO_8859_1)), ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "200%20result%3D1|200 result=1",
                "%41%4a%4A|AJJ",
                "a+b%2B|a+b+",
                "100%|100%",
                "%4|%4",
                "%4g|%4g",
                "%g4|%g4",
                "%%41|%A",
                "%%%|%%%",
                "%25%34%31|%41",
                "%2541|%41",
                "%FFFFFFC3%FFFFFFA9|Ã©",
                "%ffffffc3|Ã",
                "%FFFFFFC3A|ÃA",
                // No version writes these; the sign of a byte below 0x80 cannot have been extended.
                "%FFFFFF41|ÿFFFF41",
                "%FFFFFFC|ÿFFFFC",
                "%FFFFFC3|ÿFFFC3",
                "%FFFFFFCx|ÿFFFFCx",
                "%FF%FE|ÿþ",
            })
    void decodes(String encoded, String decoded) {
        assertThat(decode(encoded)).isEqualTo(decoded);
    }

    @Test
    void aNulAndALineFeedAreBytesLikeOthers() {
        assertThat(PercentDecoder.decode("%00%0Aa".getBytes(ISO_8859_1))).containsExactly(0, '\n', 'a');
    }

    @Test
    void withoutAPercentSignNothingIsCopied() {
        byte[] plain = "200.result+1".getBytes(ISO_8859_1);
        assertThat(PercentDecoder.decode(plain)).isSameAs(plain);
        assertThat(PercentDecoder.decode(new byte[0])).isEmpty();
    }

    @Test
    void theGivenArrayIsNotChanged() {
        byte[] encoded = "a%20b".getBytes(ISO_8859_1);
        assertThat(PercentDecoder.decode(encoded)).isNotSameAs(encoded);
        assertThat(encoded).asString(ISO_8859_1).isEqualTo("a%20b");
    }

    @Test
    void everyCutDecodesToABeginningAndWhatIsLeftOfTheLastByte() {
        String whole = "caf%C3%A9%20%FF%FE%09%7C%FFFFFFC3)%0A";
        String decoded = decode(whole);
        for (int cut = 0; cut < whole.length(); cut++) {
            int percent = whole.lastIndexOf('%', cut);
            String beginning = whole.substring(0, cut);
            String found = decode(beginning);
            int good = percent < 0 || cut - percent > 9
                    ? found.length()
                    : decode(whole.substring(0, percent)).length();
            assertThat(found.substring(0, Math.min(good, found.length())))
                    .as(beginning)
                    .isEqualTo(decoded.substring(0, good));
        }
    }

    @Test
    void readsWhatAsteriskWrote() {
        List<byte[]> results = Recorded.results("url-encoding-set");
        assertThat(new String(PercentDecoder.decode(results.get(0)), UTF_8))
                .isEqualTo("200 result=1 (!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`"
                        + "abcdefghijklmnopqrstuvwxyz{|}~ \\\")\n");
        assertThat(PercentDecoder.decode(results.get(1)))
                .isEqualTo("200 result=1 (café ÿþ\t|)\n".replace("é", "Ã©").getBytes(ISO_8859_1));
    }

    @Property
    void undoesWhatAsteriskDoes(@ForAll byte[] bytes) {
        assertThat(PercentDecoder.decode(encode(bytes, "%%%02X"))).isEqualTo(bytes);
        assertThat(PercentDecoder.decode(encode(bytes, "%%%02x"))).isEqualTo(bytes);
    }

    @Property
    void undoesWhatOldVersionsDo(@ForAll byte[] bytes) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : bytes) {
            encoded.append(String.format(Locale.ROOT, "%%%02X", (int) b)); // the sign goes along, as in C
        }
        assertThat(PercentDecoder.decode(encoded.toString().getBytes(ISO_8859_1)))
                .isEqualTo(bytes);
    }

    @Property
    void garbageGetsNoLongerAndKeepsWhatIsNotEncoded(@ForAll byte[] garbage, @ForAll @IntRange(max = 9) int percents) {
        byte[] spiked = garbage.clone();
        for (int i = 0; i < Math.min(percents, spiked.length); i++) {
            spiked[i * spiked.length / 9] = '%';
        }
        byte[] decoded = PercentDecoder.decode(spiked);
        assertThat(decoded.length).isBetween(spiked.length / 9, spiked.length);
    }

    private static byte[] encode(byte[] bytes, String format) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : bytes) {
            boolean plain = b > 0 && (Character.isLetterOrDigit(b) || AS_THEY_ARE.indexOf(b) >= 0);
            encoded.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, format, b & 0xff));
        }
        return encoded.toString().getBytes(ISO_8859_1);
    }
}
