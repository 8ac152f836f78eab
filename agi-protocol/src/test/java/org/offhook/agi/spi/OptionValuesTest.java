// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionValuesTest {

    private final List<String> taken = new ArrayList<>();

    private static OptionValues values(String name, String value) {
        return new OptionValues("X_", Map.of(name, value));
    }

    @Test
    void aValueIsHandedOnWithoutBlanks() {
        values("X_A", " b c ").take("A", taken::add);
        assertThat(taken).containsExactly("b c");
    }

    @Test
    void whatIsNotSetBlankOrOfAnotherPrefixIsNot() {
        values("X_A", "  ").take("A", taken::add);
        values("Y_A", "b").take("A", taken::add);
        values("A", "b").take("A", taken::add);
        assertThat(taken).isEmpty();
    }

    @Test
    void aBadValueIsReportedWithItsVariable() {
        assertThatThrownBy(() -> values("X_A", " 1o ").take("A", text -> taken.add("" + OptionValues.number(text))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("X_A=1o: not a number")
                .hasRootCauseInstanceOf(NumberFormatException.class);
        assertThat(taken).isEmpty();
    }

    @Test
    void otherExceptionsAreNotTouched() {
        IllegalStateException mine = new IllegalStateException("mine");
        assertThatThrownBy(() -> values("X_A", "1").take("A", text -> {
                    throw mine;
                }))
                .isSameAs(mine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X_B", "X_A"})
    void whatIsRequiredIsNeitherMissingNorBlank(String name) {
        assertThatThrownBy(() -> values(name, " ").required("A"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("X_A is missing");
        assertThat(values("X_A", " key.pem ").required("A")).isEqualTo("key.pem");
    }

    @Test
    void aPasswordMayBeginAndEndWithBlanks() {
        assertThat(values("X_A", " secret ").verbatim("A")).isEqualTo(" secret ");
        assertThat(values("X_A", "secret").verbatim("B")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "YES, true", "1, true", "False, false", "no, false", "0, false"})
    void truthHasSixNames(String text, boolean value) {
        assertThat(OptionValues.bool(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "on", "2", "tru"})
    void andNoOther(String text) {
        assertThatThrownBy(() -> OptionValues.bool(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("true or false is wanted");
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "5s, PT5S",
        "30 S, PT30S",
        "2m, PT2M",
        "4H, PT4H",
        "0s, PT0S",
        "999999999h, PT999999999H"
    })
    void timesHaveAUnit(String text, Duration time) {
        assertThat(OptionValues.duration(text)).isEqualTo(time);
        assertThat(OptionValues.durationOrOff(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5d", "-5s", "1.5s", "s", "5 s s", "1234567890s", "PT5S"})
    void otherTimesAreRefused(String text) {
        assertThatThrownBy(() -> OptionValues.durationOrOff(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a time such as 500ms, 5s, 2m or 4h is wanted");
    }

    @Test
    void offIsNoValue() {
        assertThat(OptionValues.textOrOff("Off")).isNull();
        assertThat(OptionValues.durationOrOff("OFF")).isNull();
        assertThat(OptionValues.textOrOff("OFFHOOK")).isEqualTo("OFFHOOK");
        assertThatThrownBy(() -> OptionValues.duration("off")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void valuesAreSeparatedByCommas() {
        assertThat(OptionValues.list("a")).containsExactly("a");
        assertThat(OptionValues.list("a , b,c d")).containsExactly("a", "b", "c d");
    }
}
