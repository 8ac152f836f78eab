// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.HeaderValues;

class HeaderValuesTest {

    private static AmiHeaders with(String value) {
        return AmiHeaders.of("X", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<unknown>", "<none>", "<null>"})
    void whatAsteriskWritesForNothingIsNoText(String nothing) {
        assertThat(HeaderValues.text(with(nothing), "X")).isEmpty();
        assertThat(HeaderValues.escapedText(with(nothing), "X")).isEmpty();
        assertThat(HeaderValues.party(with(nothing), "X")).isEmpty();
    }

    @Test
    void textIsAsItCame() {
        assertThat(HeaderValues.text(with(" <sip:a@b> \\n"), "x")).contains(" <sip:a@b> \\n");
        assertThat(HeaderValues.text(with("unknown"), "X")).contains("unknown");
        assertThat(HeaderValues.party(with("unknown"), "X")).isEmpty();
    }

    @Test
    void theEscapesOfCAreUndoneAndNoOthers() {
        assertThat(HeaderValues.unescape("a\\'b\\?\\\"c\\\\n\\n\\r\\t\\a\\b\\f\\v|\\x\\"))
                .isEqualTo("a'b?\"c\\n\n\r\t\u0007\b\f\u000b|\\x\\");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "1.5", "99999999999999999999", "1 2"})
    void whatIsNoWholeNumberIsEmpty(String text) {
        assertThat(HeaderValues.integer(with(text), "X")).isEmpty();
        assertThat(HeaderValues.number(with(text), "X")).isEmpty();
        assertThat(HeaderValues.micros(with(text), "X")).isEmpty();
        assertThat(HeaderValues.millis(with(text), "X")).isEmpty();
    }

    @Test
    void numbersKeepTheirRange() {
        assertThat(HeaderValues.integer(with("-1"), "X")).hasValue(-1);
        assertThat(HeaderValues.integer(with("2147483648"), "X")).isEmpty();
        assertThat(HeaderValues.number(with(" 2147483648 "), "X")).hasValue(2_147_483_648L);
        assertThat(HeaderValues.decimal(with("97.25"), "X")).hasValue(97.25);
        assertThat(HeaderValues.decimal(with("many"), "X")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Yes,true",
        "TRUE,true",
        "on,true",
        "1,true",
        "Enabled,true",
        "No,false",
        "false,false",
        "off,false",
        "0,false"
    })
    void allOfAsterisksSpellingsOfATruthAreRead(String text, boolean truth) {
        assertThat(HeaderValues.bool(with(text), "X")).contains(truth);
    }

    @Test
    void whatIsNoTruthIsEmpty() {
        assertThat(HeaderValues.bool(with("By admin"), "X")).isEmpty();
        assertThat(HeaderValues.bool(with(""), "X")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5,PT5S", "0.25,PT0.25S", "-1.5,PT-1.5S", "0,PT0S", "1795227549.123456,PT498674H19M9.123456S"})
    void secondsMayHaveAFraction(String text, Duration expected) {
        assertThat(HeaderValues.seconds(with(text), "X")
                        .orElseThrow()
                        .minus(expected)
                        .abs())
                .isLessThan(Duration.ofNanos(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "N/A", "NaN", "Infinity", "1e40"})
    void whatIsNoSpanIsEmpty(String text) {
        assertThat(HeaderValues.seconds(with(text), "X")).isEmpty();
        assertThat(HeaderValues.epoch(with(text), "X")).isEmpty();
        assertThat(HeaderValues.clock(with(text), "X")).isEmpty();
    }

    @Test
    void aClockCountsHours() {
        assertThat(HeaderValues.clock(with("123:04:05"), "X")).contains(Duration.parse("PT123H4M5S"));
        assertThat(HeaderValues.clock(with("1:2:3"), "X")).isEmpty();
    }

    @Test
    void timesAreReadInAllOfTheirForms() {
        assertThat(HeaderValues.epoch(with("1795227549"), "X")).contains(Instant.ofEpochSecond(1_795_227_549));
        assertThat(HeaderValues.epoch(with("0"), "X")).isEmpty();
        assertThat(HeaderValues.isoTime(with("2026-11-21T02:10:42.691+0000"), "X"))
                .contains(Instant.parse("2026-11-21T02:10:42.691Z"));
        assertThat(HeaderValues.isoTime(with("1970-01-01T00:00:00.000+0000"), "X"))
                .isEmpty();
        assertThat(HeaderValues.isoTime(with("yesterday"), "X")).isEmpty();
        assertThat(HeaderValues.localTime(with("2026-11-21 02:19:09"), "X"))
                .contains(LocalDateTime.of(2026, 11, 21, 2, 19, 9));
        assertThat(HeaderValues.localTime(with(""), "X")).isEmpty();
    }

    @Test
    void numberedHeadersEndAtTheFirstGap() {
        AmiHeaders headers = AmiHeaders.of("Report1LSR", "b", "Report0LSR", "a", "Report3LSR", "d");

        assertThat(HeaderValues.numbered(headers, "Report", "LSR")).isEqualTo(List.of("a", "b"));
    }

    @Test
    void theFirstOfAVariableCounts() {
        AmiHeaders headers = AmiHeaders.of(
                "ChanVariable(SIP/a)",
                "A=1",
                "ChanVariable(SIP/a)",
                "A=2",
                "ChanVariable(SIP/a)",
                "no",
                "Other",
                "B=1");

        assertThat(HeaderValues.variables(headers, "ChanVariable(")).isEqualTo(Map.of("A", "1"));
    }
}
