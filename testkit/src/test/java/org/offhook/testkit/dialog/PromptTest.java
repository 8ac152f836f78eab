// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.agi.command.KeyPress;
import org.offhook.agi.command.SayNumber;
import org.offhook.agi.dialog.Prompt;
import org.offhook.testkit.ScriptTester;
import org.slf4j.LoggerFactory;

class PromptTest {

    private static final String ALL = " 0123456789*#ABCD";
    private static final Instant MOMENT = Instant.ofEpochSecond(1_700_000_000);
    private static final KeyPress NO_KEY = new KeyPress(0);
    private static final KeyPress STOPPED = new KeyPress(0, true);

    private static KeyPress play(Prompt prompt, UnaryOperator<ScriptTester> asterisk) {
        return Played.by(prompt::play, asterisk);
    }

    static Stream<Arguments> parts() {
        return Stream.of(
                Arguments.of(Prompt.of("a"), "GET DATA a 1 1", "STREAM FILE a \"\""),
                Arguments.of(Prompt.of().number(-42), "SAY NUMBER -42" + ALL, "SAY NUMBER -42 \"\""),
                Arguments.of(Prompt.of().digits("007"), "SAY DIGITS 007" + ALL, "SAY DIGITS 007 \"\""),
                Arguments.of(Prompt.of().letters("ab1"), "SAY ALPHA ab1" + ALL, "SAY ALPHA ab1 \"\""),
                Arguments.of(Prompt.of().phonetic("x"), "SAY PHONETIC x" + ALL, "SAY PHONETIC x \"\""),
                Arguments.of(Prompt.of().date(MOMENT), "SAY DATE 1700000000" + ALL, "SAY DATE 1700000000 \"\""),
                Arguments.of(Prompt.of().time(MOMENT), "SAY TIME 1700000000" + ALL, "SAY TIME 1700000000 \"\""),
                Arguments.of(
                        Prompt.of().dateTime(MOMENT), "SAY DATETIME 1700000000" + ALL, "SAY DATETIME 1700000000 \"\""),
                Arguments.of(
                        Prompt.of().dateTime(MOMENT, "IMp", ZoneId.of("Europe/Berlin")),
                        "SAY DATETIME 1700000000" + ALL + " IMp Europe/Berlin",
                        "SAY DATETIME 1700000000 \"\" IMp Europe/Berlin"),
                Arguments.of(
                        Prompt.of().say(keys -> new SayNumber(1, keys, "f")),
                        "SAY NUMBER 1" + ALL + " f",
                        "SAY NUMBER 1 \"\" f"),
                Arguments.of(Prompt.of().pause(Duration.ofMillis(1500)), "WAIT FOR DIGIT 1500", "EXEC Wait 1.500"));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void aKeyInterruptsIt(Prompt prompt, String line, String whole) {
        assertThat(play(prompt, t -> t.expect(line).ok())).isEqualTo(NO_KEY);
        assertThat(play(prompt, t -> t.expect(line).digit('7'))).isEqualTo(new KeyPress('7'));
        assertThat(play(prompt, t -> t.expect(line).digit('#'))).isEqualTo(new KeyPress('#'));
        assertThat(play(prompt, t -> t.expect(line).stopped())).isEqualTo(STOPPED);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void orNot(Prompt prompt, String line, String whole) {
        Prompt both = prompt.uninterruptible().uninterruptible();

        assertThat(play(both, t -> t.expect(whole).ok())).isEqualTo(NO_KEY);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void whatCannotBePlayedIsLeftOut(Prompt prompt, String line, String whole) {
        assertThat(play(
                        prompt.sound("next"),
                        t -> t.expect(line)
                                .reply("200 result=-1")
                                .expect("GET DATA next 1 1")
                                .ok()))
                .isEqualTo(NO_KEY);
        assertThat(play(prompt.uninterruptible(), t -> t.expect(whole).reply("200 result=-1")))
                .isEqualTo(NO_KEY);
    }

    @Test
    void whatIsMissingIsLoggedOnceByItsName() {
        Logger logger = (Logger) LoggerFactory.getLogger(Prompt.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        Prompt prompt = Prompt.of("no\tsuch").number(3);
        try {
            for (int call = 0; call < 2; call++) {
                play(prompt, t -> t.whenever("GET DATA .*|SAY .*").reply("200 result=-1"));
            }
        } finally {
            logger.detachAppender(appender);
        }

        List<String> told = List.copyOf(appender.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
        assertThat(told)
                .filteredOn(line -> line.startsWith("the sound no?such cannot be played on PJSIP/"))
                .hasSize(1);
        assertThat(told)
                .filteredOn(line -> line.startsWith("what is to be said (SayNumber) cannot"))
                .hasSize(1);
    }

    @Test
    void theFirstKeyEndsItAll() {
        Prompt prompt = Prompt.of("a", "b").number(1).sound("c");

        assertThat(play(
                        prompt,
                        t -> t.expect("GET DATA a 1 1")
                                .ok()
                                .expect("GET DATA b 1 1")
                                .digit('*')))
                .isEqualTo(new KeyPress('*'));
    }

    @Test
    void someOfItCanBeInterrupted() {
        Prompt prompt = Prompt.of("law").number(1).uninterruptible().sound("menu");

        assertThat(play(
                        prompt,
                        t -> t.expect("STREAM FILE law \"\"")
                                .ok()
                                .expect("SAY NUMBER 1 \"\"")
                                .ok()
                                .expect("GET DATA menu 1 1")
                                .digit('1')))
                .isEqualTo(new KeyPress('1'));
        assertThat(play(prompt, t -> t.expect("STREAM FILE law \"\"").stopped()))
                .as("a stop ends it all")
                .isEqualTo(STOPPED);
    }

    @Test
    void promptsAreJoined() {
        Prompt joined = Prompt.of("a").then(Prompt.of()).then(Prompt.of("b").uninterruptible());

        assertThat(play(
                        joined,
                        t -> t.expect("GET DATA a 1 1")
                                .ok()
                                .expect("STREAM FILE b \"\"")
                                .ok()))
                .isEqualTo(NO_KEY);
        assertThat(play(
                        Prompt.of().then(Prompt.of("b")),
                        t -> t.expect("GET DATA b 1 1").ok()))
                .isEqualTo(NO_KEY);
    }

    @Test
    void nothingIsPlayedForNothing() {
        assertThat(play(Prompt.of(), t -> t)).isEqualTo(NO_KEY);
    }

    @Test
    void aPromptIsNotChangedByWhatIsMadeOfIt() {
        Prompt prompt = Prompt.of("a");
        assertThat(prompt.sound("b").number(1).uninterruptible()).isNotSameAs(prompt);

        assertThat(play(prompt, t -> t.expect("GET DATA a 1 1").ok())).isEqualTo(NO_KEY);
    }

    @Test
    void aHangUpEndsTheScript() {
        ScriptTester.Result result = ScriptTester.of((request, channel) -> {
                    Prompt.of("a", "b").play(channel);
                    throw new AssertionError("it went on");
                })
                .expect("GET DATA a 1 1")
                .hangup()
                .run();

        assertThat(result.hungUp()).isTrue();
        assertThat(result.failure()).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsRefusedWhereItStands() {
        List<Supplier<Object>> wrong = List.of(
                () -> Prompt.of(""),
                () -> Prompt.of("a").sound(" "),
                () -> Prompt.of().digits("x"),
                () -> Prompt.of().date(Instant.ofEpochSecond(1L << 33)),
                () -> Prompt.of().dateTime(MOMENT, "IMp", ZoneOffset.ofHours(1)),
                () -> Prompt.of().pause(Duration.ZERO));

        for (int i = 0; i < wrong.size(); i++) {
            assertThatIllegalArgumentException().as("number %d", i).isThrownBy(wrong.get(i)::get);
        }
    }
}
