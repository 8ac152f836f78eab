// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.ami.AmiException;
import org.offhook.ami.AmiHeaders;

/** What does not fit is named: the record, the component, the header and its value. */
class AmiBinderErrorsTest {

    enum Tier {
        STANDARD,
        GOLD
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Rated(
            Integer count,
            Boolean paid,
            Duration billed,
            Instant at,
            BigDecimal price,
            Tier tier,
            OptionalInt lines,
            Optional<Tier> other,
            List<Integer> codes,
            Long[] ids,
            Leg leg) {}

    record Leg(Double rate) {}

    record Strict(int count, boolean paid) {}

    static Stream<Arguments> misfits() {
        return Stream.of(
                Arguments.of("Count", "1,5", "Rated.count: the header Count is \"1,5\", which is not an Integer"),
                Arguments.of("COUNT", "1.5", "Rated.count: the header COUNT is \"1.5\", which is not an Integer"),
                Arguments.of(
                        "Count",
                        "2147483648",
                        "Rated.count: the header Count is \"2147483648\", which is not an Integer"),
                Arguments.of("Paid", "maybe", "Rated.paid: the header Paid is \"maybe\", which is not a Boolean"),
                Arguments.of("Paid", "2", "Rated.paid: the header Paid is \"2\", which is not a Boolean"),
                Arguments.of("Billed", "1e3", "Rated.billed: the header Billed is \"1e3\", which is not a Duration"),
                Arguments.of(
                        "Billed",
                        "00:61:00",
                        "Rated.billed: the header Billed is \"00:61:00\", which is not a Duration"),
                Arguments.of("Billed", "soon", "Rated.billed: the header Billed is \"soon\", which is not a Duration"),
                Arguments.of(
                        "At",
                        "2026-11-21 02:10:40",
                        "Rated.at: the header At is \"2026-11-21 02:10:40\", which is not an Instant"),
                Arguments.of(
                        "At",
                        "2026-11-21T02:10:40",
                        "Rated.at: the header At is \"2026-11-21T02:10:40\", which is not an Instant"),
                Arguments.of(
                        "At",
                        "99999999999999999",
                        "Rated.at: the header At is \"99999999999999999\", which is not an Instant"),
                Arguments.of("Price", "12,50", "Rated.price: the header Price is \"12,50\", which is not a BigDecimal"),
                Arguments.of(
                        "Tier",
                        "silver",
                        "Rated.tier: the header Tier is \"silver\", which is not one of STANDARD, GOLD"),
                Arguments.of("Tier", "1", "Rated.tier: the header Tier is \"1\", which is not one of STANDARD, GOLD"),
                Arguments.of("Lines", "x", "Rated.lines: the header Lines is \"x\", which is not an int"),
                Arguments.of(
                        "Other", "x", "Rated.other: the header Other is \"x\", which is not one of STANDARD, GOLD"),
                Arguments.of("Codes", "x", "Rated.codes: the header Codes is \"x\", which is not an Integer"),
                Arguments.of("Ids", "x", "Rated.ids: the header Ids is \"x\", which is not a Long"),
                Arguments.of("Leg-Rate", "x", "Rated.leg.rate: the header Leg-Rate is \"x\", which is not a Double"),
                Arguments.of(
                        "Count",
                        "\u001b[2J\r1\u2028",
                        "Rated.count: the header Count is \"?[2J?1?\", which is not an Integer"),
                Arguments.of(
                        "Count",
                        "9".repeat(1000),
                        "Rated.count: the header Count is \"" + "9".repeat(100) + "...\", which is not an Integer"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void aValueThatCannotBeReadIsShownWithItsHeader(String header, String value, String message) {
        AmiBinder<Rated> binder = AmiJson.binder(Rated.class);

        AmiBindingException e = catchThrowableOfType(
                AmiBindingException.class, () -> binder.bind(AmiHeaders.of("Event", "UserEvent", header, value)));

        assertThat(e).hasMessage(message).hasNoCause().isInstanceOf(AmiException.class);
        assertThat(e.type()).isEqualTo(Rated.class);
        assertThat(e.component()).hasValue(message.substring("Rated.".length(), message.indexOf(':')));
        assertThat(e.header()).hasValue(header);
        assertThat(e.value()).hasValue(value);
    }

    @Test
    void inAListTheElementThatFailsIsShown() {
        AmiHeaders headers = AmiHeaders.of("Codes", "1", "Codes", "", "codes", "2x", "Codes", "3");

        assertThatThrownBy(() -> AmiJson.binder(Rated.class).bind(headers))
                .hasMessage("Rated.codes: the header codes is \"2x\", which is not an Integer");
    }

    @Test
    void aPrimitiveNeedsItsHeader() {
        AmiBinder<Strict> binder = AmiJson.binder(Strict.class);

        AmiBindingException e =
                catchThrowableOfType(AmiBindingException.class, () -> binder.bind(AmiHeaders.of("Count", "1")));

        assertThat(e).hasMessage("Strict.paid: there is no header of this name, and a boolean is required");
        assertThat(e.component()).hasValue("paid");
        assertThat(e.header()).isEmpty();
        assertThat(e.value()).isEmpty();
    }

    @Test
    void aPrimitiveCannotBeUnknown() {
        AmiBinder<Strict> binder = AmiJson.binder(Strict.class);

        assertThatThrownBy(() -> binder.bind(AmiHeaders.of("Count", "<unknown>", "Paid", "yes")))
                .hasMessage("Strict.count: the header Count is \"<unknown>\", which is not an int");
        assertThatThrownBy(() -> binder.bind(AmiHeaders.of("Count", "1", "Paid", "")))
                .hasMessage("Strict.paid: the header Paid is \"\", which is not a boolean");
        assertThatThrownBy(() -> binder.bind(AmiHeaders.of("Count", "null", "Paid", "yes")))
                .hasMessage("Strict.count: the header Count is \"null\", which is not an int");
    }

    @Test
    void whatIsRequiredMustBeThere() {
        record Must(@JsonProperty(required = true) String id) {}

        assertThatThrownBy(() -> AmiJson.binder(Must.class).bind(AmiHeaders.EMPTY))
                .isInstanceOf(AmiBindingException.class)
                .hasMessage("Must.id: there is no header of this name, and a String is required");
    }

    @Test
    void secretsAreNotShown() {
        record Login(int secret, int password, int key) {}

        assertThatThrownBy(() -> AmiJson.binder(Login.class).bind(AmiHeaders.of("Secret", "hunter2")))
                .hasMessage("Login.secret: the header Secret is ***, which is not an int");
    }

    @Test
    void aRecordInsideTellsOfItsOwnHeaders() {
        record Party(int state, int cause) {}
        record Dialled(int state, Party dest) {}

        assertThatThrownBy(() -> AmiJson.binder(Dialled.class)
                        .bind(AmiHeaders.of("State", "1", "DestState", "x", "DestCause", "16")))
                .hasMessage("Dialled.dest.state: the header DestState is \"x\", which is not an int");
        assertThatThrownBy(() ->
                        AmiJson.binder(Dialled.class).bind(AmiHeaders.of("State", "1", "Cause", "1", "DestState", "2")))
                .hasMessage("Dialled.dest.cause: there is no header of this name, and an int is required");
    }

    record Positive(int value) {
        Positive {
            if (value < 0) {
                throw new IllegalArgumentException("value must not be negative");
            }
        }
    }

    @Test
    void whatTheRecordItselfRefusesIsItsOwnWordAndTheCause() {
        AmiBindingException e = catchThrowableOfType(
                AmiBindingException.class, () -> AmiJson.binder(Positive.class).bind(AmiHeaders.of("Value", "-1")));

        assertThat(e)
                .hasMessage("Positive cannot be made: value must not be negative")
                .cause()
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(e.component()).isEmpty();
    }

    record Outer(Positive inner) {}

    @Test
    void aRecordInsideThatRefusesIsNamed() {
        assertThatThrownBy(() -> AmiJson.binder(Outer.class).bind(AmiHeaders.of("InnerValue", "-1")))
                .hasMessage("Outer.inner: value must not be negative")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    record Money(BigDecimal amount) {
        @JsonCreator
        static Money parse(String text) {
            if (text.endsWith("EUR")) {
                throw new IllegalStateException("no money today");
            }
            return new Money(new BigDecimal(text));
        }
    }

    record Priced(Money price) {}

    @Test
    void aValueThatItsTypeRefusesIsShown() {
        assertThatThrownBy(() -> AmiJson.binder(Priced.class).bind(AmiHeaders.of("Price", "1 EUR")))
                .hasMessage("Priced.price: the header Price is \"1 EUR\", which was refused: no money today")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    record Dated(LocalDate day) {}

    @Test
    void aTypeThatJacksonNeedsAModuleForIsNamed() {
        assertThatThrownBy(() -> AmiJson.binder(Dated.class).bind(AmiHeaders.of("Day", "2026-11-21")))
                .isInstanceOf(AmiBindingException.class)
                .hasMessageStartingWith("Dated.day: ")
                .hasMessageContaining("java.time.LocalDate")
                .hasMessageContaining("jackson-datatype-jsr310");
    }

    record Loop(String id, Loop next) {}

    record Twice(String callerId, @JsonAlias("caller-id") String number) {}

    record Maps(Map<String, String> one, Map<String, String> two) {}

    record Nothing() {}

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of(String.class, "no component that headers could be bound to"),
                Arguments.of(Nothing.class, "no component that headers could be bound to"),
                Arguments.of(Runnable.class, "no component that headers could be bound to"),
                Arguments.of(Loop.class, "it contains itself"),
                Arguments.of(Twice.class, "its components callerId and number are for the same headers"),
                Arguments.of(Maps.class, "it has two maps, one and two"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void aTypeThatCannotBeBoundIsRefusedAtOnce(Class<?> type, String why) {
        assertThatThrownBy(() -> AmiJson.binder(type))
                .isInstanceOf(AmiBindingException.class)
                .hasMessageContaining("headers cannot be bound to " + type.getName() + ": ")
                .hasMessageContaining(why);
    }
}
