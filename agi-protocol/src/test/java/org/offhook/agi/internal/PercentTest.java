// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a%20b          | a b",
                "%41%42%43      | ABC",
                "%c3%A4         | ä",
                "%F0%9F%98%80   | 😀",
                "100%           | 100%",
                "100%2          | 100%2",
                "%zz            | %zz",
                "%4g            | %4g",
                "%g4            | %g4",
                "%%41           | %A",
                "%25 41         | % 41",
                "%2541          | %41",
                "+49            | +49",
                "ä%20ö          | ä ö",
                "%C3            | \uFFFD",
                "%+1            | %+1",
                "%-1            | %-1",
                "%４１          | %４１",
            })
    void onlyTwoHexadecimalDigitsAreDecoded(String text, String expected) {
        assertThat(Percent.decode(text)).isEqualTo(expected);
    }

    @Test
    void aNulIsDecodedLikeAnyByte() {
        assertThat(Percent.decode("a%00b")).isEqualTo("a\0b");
    }

    @Property
    void textWithoutAPercentSignStays(@ForAll @CharRange(from = '&', to = '\uD7FF') String text) {
        assertThat(Percent.decode(text)).isEqualTo(text);
    }

    @Property
    void decodingNeverMakesTextLonger(@ForAll @Chars({'%', '0', '4', '1', 'f', 'z', 'ä'}) String text) {
        assertThat(Percent.decode(text).length()).isLessThanOrEqualTo(text.length());
    }
}
