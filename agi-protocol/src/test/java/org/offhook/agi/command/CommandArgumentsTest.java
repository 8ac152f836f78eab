// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.offhook.agi.AgiCommand.UNLIMITED;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is written, with the limit and the value that broke it. */
class CommandArgumentsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TOO_LONG =
            Duration.ofMillis(Integer.MAX_VALUE).plusNanos(1);

    @ParameterizedTest
    @MethodSource
    void aWrongArgumentIsRefusedWithTheLimitAndTheValue(ThrowingCallable command, String[] messageParts) {
        assertThatIllegalArgumentException().isThrownBy(command).withMessageContainingAll(messageParts);
    }

    static Stream<Arguments> aWrongArgumentIsRefusedWithTheLimitAndTheValue() {
        String max = Integer.toString(Integer.MAX_VALUE);
        return Stream.of(
                refused(() -> new WaitForDigit(Duration.ofMillis(-1)), "timeout", "0", max, "PT-0.001S"),
                refused(() -> new WaitForDigit(TOO_LONG), max, TOO_LONG.toString()),
                refused(() -> new ReceiveChar(Duration.ofNanos(-1)), "timeout"),
                refused(() -> new ReceiveText(UNLIMITED), max),
                refused(() -> new GetData("f", SECOND, 0), "1 to 1023", "not 0"),
                refused(() -> new GetData("f", SECOND, 1024), "1 to 1023", "1024"),
                refused(() -> new GetData("f", TOO_LONG), max),
                refused(() -> new GetOption("f", "1", Duration.ofMillis(-1)), "timeout"),
                refused(() -> new GetOption(" ", "1", SECOND), "file", "blank"),
                refused(() -> new GetOption("f", "x", SECOND), "'x'"),
                refused(() -> new StreamFile("f", "12a"), "capital A to D", "'a'", "12a"),
                refused(() -> new StreamFile("", "12"), "file", "blank"),
                refused(() -> new StreamFile("f", "12", -1), "offset", "-1"),
                refused(() -> new ControlStreamFile("f", "é"), "'é'"),
                refused(() -> new ControlStreamFile("f", "").withPauseKeys("p"), "'p'"),
                refused(() -> new ControlStreamFile("f", "").withWindKeys("f", ""), "'f'"),
                refused(() -> new ControlStreamFile("f", "").withWindKeys("", "r"), "'r'"),
                refused(() -> new ControlStreamFile("f", "").withSkip(TOO_LONG), "skip"),
                refused(() -> new ControlStreamFile("f", "").withOffset(Duration.ofMillis(-5)), "offset", "-0.005"),
                refused(() -> new RecordFile("", "wav", "", SECOND), "file"),
                refused(() -> new RecordFile("f", "", "", SECOND), "format"),
                refused(() -> new RecordFile("f", "wav", "E", SECOND), "'E'"),
                refused(() -> new RecordFile("f", "wav", "", TOO_LONG), "limit"),
                refused(() -> new RecordFile("f", "wav", "", SECOND).withMaxSilence(UNLIMITED), "silence"),
                refused(() -> new RecordFile("f", "wav", "", SECOND, -8, false, Duration.ZERO), "offset", "-8"),
                refused(() -> new SayAlpha("x", "z"), "'z'"),
                refused(() -> new SayPhonetic("x", "z"), "'z'"),
                refused(() -> new SayNumber(1, "z"), "'z'"),
                refused(() -> new SayDate(Instant.parse("2038-01-19T03:14:08Z"), ""), "2038-01-19T03:14:07Z", "08Z"),
                refused(() -> new SayTime(Instant.parse("1901-01-01T00:00:00Z"), ""), "1901-12-13T20:45:52Z"),
                refused(() -> new SayDateTime(Instant.EPOCH, "z"), "'z'"),
                refused(() -> new SayDateTime(Instant.EPOCH, "", "", "UTC"), "UTC", "format"),
                refused(
                        () -> new SayDateTime(Instant.EPOCH, "").withFormat("HM", ZoneOffset.ofHours(2)),
                        "region",
                        "+02:00"),
                refused(() -> new SayDigits("", ""), "\"\""),
                refused(() -> new SayDigits("*1", ""), "*1"),
                refused(() -> new SayDigits("1x", ""), "1x"),
                refused(() -> new SayDigits("1", "q"), "'q'"),
                refused(() -> new SendImage(" "), "image"),
                refused(() -> new SetAutoHangup(Duration.ofSeconds(-1)), "-1"),
                refused(() -> new SetCallerId("x".repeat(256)), "255", "256"),
                refused(() -> SetCallerId.of("é".repeat(125), "123"), "255", "258"),
                refused(() -> new SetContext(""), "context"),
                refused(() -> new SetExtension(""), "extension"),
                refused(() -> new SetPriority(""), "priority"),
                refused(() -> new SetPriority(0), "1 or more", "0"),
                refused(() -> new SetVariable("", "x"), "name"),
                refused(() -> new GetVariable(" "), "name"),
                refused(() -> new Exec("", "x"), "application"),
                refused(() -> new Gosub("", "s", "1"), "context"),
                refused(() -> new Gosub("c", "", "1"), "extension"),
                refused(() -> new Gosub("c", "s", ""), "priority"),
                refused(() -> new SpeechRecognize("f", Duration.ZERO), "more than 0", "UNLIMITED"),
                refused(() -> new SpeechRecognize("f", SECOND, -1), "offset", "-1"),
                refused(() -> new Verbose("x", -1), "level", "-1"),
                refused(() -> new EndPosition(-1, EndPosition.Unit.SAMPLES), "-1"),
                refused(() -> EndPosition.of(Duration.ofSeconds(-1)), "position"));
    }

    private static Arguments refused(ThrowingCallable command, String... messageParts) {
        return arguments(command, messageParts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789*#ABCD", "#", "11"})
    void allKeysOfATelephoneAreEscapeDigits(String keys) {
        assertThatCode(() -> new StreamFile("f", keys)).doesNotThrowAnyException();
    }

    @Test
    void theBordersAreAllowed() {
        assertThatCode(() -> {
                    new WaitForDigit(Duration.ZERO);
                    new WaitForDigit(Duration.ofMillis(Integer.MAX_VALUE));
                    new GetData("f", SECOND, 1);
                    new GetData("f", SECOND, 1023);
                    new SetCallerId("x".repeat(255));
                    new SayDate(Instant.parse("2038-01-19T03:14:07Z"), "");
                    new SayDate(Instant.parse("1901-12-13T20:45:52Z"), "");
                    new SetPriority(1);
                    new SpeechRecognize("f", Duration.ofNanos(1));
                })
                .doesNotThrowAnyException();
    }
}
