// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.agi.dialog.Ask;
import org.offhook.agi.dialog.AskResult;
import org.offhook.agi.dialog.Menu;
import org.offhook.agi.dialog.Prompt;
import org.offhook.testkit.ScriptTester;

class AskTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static <T> AskResult<T> ask(Ask<T> ask, UnaryOperator<ScriptTester> asterisk) {
        return Played.by(ask::ask, asterisk);
    }

    private static AskResult<String> digits(String keys) {
        return new AskResult.Digits<>(keys, keys);
    }

    // ---- one attempt ----

    /** One attempt: what is sent to Asterisk, and what the caller types, first to last. */
    private record Row(
            String name, Ask<String> ask, AskResult<String> result, List<String> lines, List<String> replies) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Row row(String name, Ask<String> ask, AskResult<String> result, String... conversation) {
        List<String> all = List.of(conversation);
        return new Row(
                name,
                ask.prompt("p").attempts(1),
                result,
                Stream.iterate(0, i -> i + 2)
                        .limit(all.size() / 2)
                        .map(all::get)
                        .toList(),
                Stream.iterate(1, i -> i + 2)
                        .limit(all.size() / 2)
                        .map(all::get)
                        .toList());
    }

    private static final AskResult<String> TIMED_OUT = new AskResult.TimedOut<>();
    private static final AskResult<String> TOO_MANY = new AskResult.TooManyAttempts<>();
    private static final AskResult<String> CANCELLED = new AskResult.Cancelled<>();

    /** {@code ""} is a pause, {@code "12"} keys. */
    static Stream<Row> oneAttempt() {
        Ask<String> slow = Ask.atMost(3).timeoutBetweenKeys(SECOND);
        Ask<String> cancel = Ask.exactly(3).cancelKey('*');
        return Stream.of(
                row("all at once", Ask.exactly(4), digits("1234"), "GET DATA p 5000 4", "1234"),
                row("too few", Ask.exactly(4), TOO_MANY, "GET DATA p 5000 4", "123"),
                row("too few, terminated", Ask.exactly(4), TOO_MANY, "GET DATA p 5000 4", "123#"),
                row("nothing", Ask.exactly(4), TIMED_OUT, "GET DATA p 5000 4", ""),
                row("only the terminator", Ask.exactly(4), TOO_MANY, "GET DATA p 5000 4", "#"),
                row("one", Ask.exactly(1), digits("7"), "GET DATA p 5000 1", "7"),
                row("one, and it is the terminator", Ask.exactly(1), TOO_MANY, "GET DATA p 5000 1", "#"),
                row("other keys", Ask.exactly(2), TOO_MANY, "GET DATA p 5000 2", "1*"),
                row("letters", Ask.exactly(2), TOO_MANY, "GET DATA p 5000 2", "A1"),
                row("allowed", Ask.exactly(2).allowing("*A"), digits("A*"), "GET DATA p 5000 2", "A*"),
                row("at most, fewer", Ask.atMost(3), digits("1"), "GET DATA p 5000 3", "1#"),
                row("at most, a pause", Ask.atMost(3), digits("12"), "GET DATA p 5000 3", "12"),
                row("at most, full", Ask.atMost(3), digits("123"), "GET DATA p 5000 3", "123"),
                row("at most, none", Ask.atMost(3), TOO_MANY, "GET DATA p 5000 3", "#"),
                row("at least, fewer", Ask.atLeast(2), TOO_MANY, "GET DATA p 5000", "1#"),
                row("at least, just so", Ask.atLeast(2), digits("12"), "GET DATA p 5000", "12#"),
                row("at least, more", Ask.atLeast(2), digits("1234567"), "GET DATA p 5000", "1234567"),
                row("none will do", Ask.between(0, 2), digits(""), "GET DATA p 5000 2", "#"),
                row("none will do, but nothing is no answer", Ask.atLeast(0), TIMED_OUT, "GET DATA p 5000", ""),
                row("between, least", Ask.between(2, 3), digits("12"), "GET DATA p 5000 3", "12"),
                row("between, most", Ask.between(2, 3), digits("123"), "GET DATA p 5000 3", "123"),
                row("its own time", Ask.exactly(2).timeout(SECOND), digits("12"), "GET DATA p 1000 2", "12"),
                row("two times", slow, digits("123"), "GET DATA p 5000 1", "1", "GET DATA \"\" 1000 2", "23"),
                row("two times, a pause", slow, digits("1"), "GET DATA p 5000 1", "1", "GET DATA \"\" 1000 2", ""),
                row("two times, ended", slow, digits("12"), "GET DATA p 5000 1", "1", "GET DATA \"\" 1000 2", "2#"),
                row("two times, ended at once", slow, TOO_MANY, "GET DATA p 5000 1", "#"),
                row("two times, nothing", slow, TIMED_OUT, "GET DATA p 5000 1", ""),
                row(
                        "two times, the last alone",
                        slow.noTerminator(),
                        digits("123"),
                        "GET DATA p 5000 1",
                        "1",
                        "GET DATA \"\" 1000 2",
                        "23"),
                row(
                        "no terminator",
                        Ask.exactly(3).noTerminator(),
                        TOO_MANY,
                        "GET DATA p 5000 3",
                        "1#",
                        "WAIT FOR DIGIT 5000",
                        "2"),
                row(
                        "a pound in it",
                        Ask.exactly(4).noTerminator().allowing("#"),
                        digits("#1#2"),
                        "GET DATA p 5000 4",
                        "#",
                        "GET DATA \"\" 5000 3",
                        "1#",
                        "WAIT FOR DIGIT 5000",
                        "2"),
                row(
                        "another terminator",
                        Ask.atMost(3).terminator('*'),
                        digits("12"),
                        "GET DATA p 5000 1",
                        "1",
                        "WAIT FOR DIGIT 5000",
                        "2",
                        "WAIT FOR DIGIT 5000",
                        "*"),
                row("cancelled at once", cancel, CANCELLED, "GET DATA p 5000 1", "*"),
                row(
                        "cancelled later",
                        cancel,
                        CANCELLED,
                        "GET DATA p 5000 1",
                        "1",
                        "WAIT FOR DIGIT 5000",
                        "2",
                        "WAIT FOR DIGIT 5000",
                        "*"),
                row(
                        "not cancelled",
                        cancel,
                        digits("123"),
                        "GET DATA p 5000 1",
                        "1",
                        "WAIT FOR DIGIT 5000",
                        "2",
                        "WAIT FOR DIGIT 5000",
                        "3"),
                row(
                        "neither cancelled nor done",
                        cancel,
                        TOO_MANY,
                        "GET DATA p 5000 1",
                        "1",
                        "WAIT FOR DIGIT 5000",
                        ""),
                row(
                        "cancel is the pound",
                        Ask.exactly(2).noTerminator().cancelKey('#'),
                        CANCELLED,
                        "GET DATA p 5000 1",
                        "#"));
    }

    @ParameterizedTest
    @MethodSource
    void oneAttempt(Row row) {
        AskResult<String> result = ask(row.ask, tester -> {
            for (int i = 0; i < row.lines.size(); i++) {
                tester.expect(row.lines.get(i)).digits(row.replies.get(i));
            }
            return tester;
        });

        assertThat(result).isEqualTo(row.result);
    }

    // ---- prompts before it ----

    private static final Prompt MIXED = Prompt.of("a").number(3).sound("b");

    @Test
    void theFirstKeyStopsAMixedPromptAndIsTheFirstOfTheEntry() {
        Ask<String> ask = Ask.exactly(3).prompt(MIXED).attempts(1);

        assertThat(ask(
                        ask,
                        t -> t.expect("GET DATA a 1 1")
                                .digit('1')
                                .expect("GET DATA \"\" 5000 2")
                                .digits("23")))
                .as("in the first part")
                .isEqualTo(digits("123"));
        assertThat(ask(
                        ask,
                        t -> t.expect("GET DATA a 1 1")
                                .ok()
                                .expect("SAY NUMBER 3 0123456789*#ABCD")
                                .digit('1')
                                .expect("GET DATA \"\" 5000 2")
                                .digits("23")))
                .as("in the second")
                .isEqualTo(digits("123"));
        assertThat(ask(
                        ask,
                        t -> t.expect("GET DATA a 1 1")
                                .ok()
                                .expect("SAY NUMBER 3 0123456789*#ABCD")
                                .ok()
                                .expect("GET DATA b 5000 3")
                                .digits("123")))
                .as("in the last")
                .isEqualTo(digits("123"));
    }

    @Test
    void aPromptThatEndsWithoutASoundIsFollowedByAWait() {
        Ask<String> many = Ask.exactly(3).prompt(Prompt.of().digits("42")).attempts(1);
        Ask<String> one =
                Ask.exactly(1).prompt(Prompt.of("a").uninterruptible()).attempts(1);
        Ask<String> none = Ask.exactly(2).attempts(1);

        assertThat(ask(
                        many,
                        t -> t.expect("SAY DIGITS 42 0123456789*#ABCD")
                                .ok()
                                .expect("GET DATA \"\" 5000 3")
                                .digits("123")))
                .isEqualTo(digits("123"));
        assertThat(ask(
                        one,
                        t -> t.expect("STREAM FILE a \"\"")
                                .ok()
                                .expect("WAIT FOR DIGIT 5000")
                                .digit('1')))
                .isEqualTo(digits("1"));
        assertThat(ask(none, t -> t.expect("GET DATA \"\" 5000 2").digits("12")))
                .isEqualTo(digits("12"));
    }

    @Test
    void aSpecialKeyInThePromptIsWhatItIs() {
        Ask<String> ask = Ask.atMost(3).prompt(MIXED).attempts(1);

        assertThat(ask(ask.cancelKey('*'), t -> t.expect("GET DATA a 1 1").digit('*')))
                .isEqualTo(CANCELLED);
        assertThat(ask(ask, t -> t.expect("GET DATA a 1 1").digit('#'))).isEqualTo(TOO_MANY);
        assertThat(ask(
                        Ask.exactly(1).prompt(MIXED),
                        t -> t.expect("GET DATA a 1 1").digit('5')))
                .as("one is enough")
                .isEqualTo(digits("5"));
    }

    @Test
    void aMissingSoundIsLeftOutAndTheCallerCanTypeAllTheSame() {
        Ask<String> ask = Ask.exactly(2).prompt("a", "b").attempts(1);

        assertThat(ask(
                        ask,
                        t -> t.expect("GET DATA a 1 1")
                                .reply("200 result=-1")
                                .expect("GET DATA b 5000 2")
                                .reply("200 result=-1")
                                .expect("GET DATA \"\" 5000 2")
                                .digits("12")))
                .isEqualTo(digits("12"));
        assertThat(ask(
                        ask.cancelKey('*'),
                        t -> t.expect("GET DATA a 1 1")
                                .ok()
                                .expect("GET DATA b 5000 1")
                                .reply("200 result=-1")
                                .expect("WAIT FOR DIGIT 5000")
                                .ok()))
                .isEqualTo(TIMED_OUT);
    }

    @Test
    void aWaitThatFailsIsOver() {
        Ask<String> ask = Ask.exactly(2).attempts(1);

        assertThat(ask(ask, t -> t.expect("GET DATA \"\" 5000 2").reply("200 result=-1")))
                .isEqualTo(TIMED_OUT);
        assertThat(ask(ask.cancelKey('*'), t -> t.expect("WAIT FOR DIGIT 5000").reply("200 result=-1")))
                .isEqualTo(TIMED_OUT);
    }

    // ---- attempts ----

    private static final Ask<String> FULL = Ask.exactly(2)
            .prompt("p")
            .promptAgain("again")
            .onNoInput("nothing")
            .onInvalid("wrong")
            .onLastAttempt("last")
            .onFailure("bye")
            .validate(keys -> !keys.startsWith("0"), "zero")
            .validate(keys -> !keys.endsWith("9"), "nine")
            .validate(keys -> !keys.equals("13"));

    @Test
    void eachAttemptIsToldWhatWasWrongWithTheOneBefore() {
        AskResult<String> result = ask(
                FULL.attempts(6),
                t -> t.expect("GET DATA p 5000 2")
                        .ok()
                        .expect("GET DATA nothing 1 1")
                        .ok()
                        .expect("GET DATA again 5000 2")
                        .digits("1")
                        .expect("GET DATA wrong 1 1")
                        .ok()
                        .expect("GET DATA again 5000 2")
                        .digits("09")
                        .expect("GET DATA zero 1 1")
                        .ok()
                        .expect("GET DATA again 5000 2")
                        .digits("19")
                        .expect("GET DATA nine 1 1")
                        .ok()
                        .expect("GET DATA again 5000 2")
                        .digits("13")
                        .expect("GET DATA wrong 1 1")
                        .ok()
                        .expect("GET DATA last 1 1")
                        .ok()
                        .expect("GET DATA again 5000 2")
                        .digits("12"));

        assertThat(result).isEqualTo(digits("12"));
        assertThat(result.answer()).contains("12");
    }

    @Test
    void whenAllAreInVainTheCallerIsToldWhyAndBye() {
        assertThat(ask(
                        FULL.attempts(2),
                        t -> t.expect("GET DATA p 5000 2")
                                .digits("09")
                                .expect("GET DATA zero 1 1")
                                .ok()
                                .expect("GET DATA last 1 1")
                                .ok()
                                .expect("GET DATA again 5000 2")
                                .ok()
                                .expect("GET DATA nothing 1 1")
                                .ok()
                                .expect("GET DATA bye 1 1")
                                .ok()))
                .isEqualTo(TOO_MANY);
        assertThat(ask(
                        FULL.attempts(1),
                        t -> t.expect("GET DATA p 5000 2")
                                .ok()
                                .expect("GET DATA nothing 1 1")
                                .ok()
                                .expect("GET DATA bye 1 1")
                                .digit('1')))
                .as("the only attempt is not called the last; a key comes too late")
                .isEqualTo(TIMED_OUT);
    }

    @Test
    void threeAttemptsUnlessSet() {
        assertThat(ask(
                        Ask.exactly(2),
                        t -> t.expect("GET DATA \"\" 5000 2")
                                .ok()
                                .expect("GET DATA \"\" 5000 2")
                                .ok()
                                .expect("GET DATA \"\" 5000 2")
                                .ok()))
                .isEqualTo(TIMED_OUT);
    }

    @Test
    void aKeyThatInterruptsTheErrorBelongsToTheNextAttempt() {
        assertThat(ask(
                        FULL,
                        t -> t.expect("GET DATA p 5000 2")
                                .digits("00")
                                .expect("GET DATA zero 1 1")
                                .digit('4')
                                .expect("WAIT FOR DIGIT 5000")
                                .digit('2')))
                .isEqualTo(digits("42"));
    }

    // ---- values ----

    @Test
    void theAnswerCanStandForSomething() {
        Ask<Integer> ask = Ask.exactly(2)
                .prompt("p")
                .map(
                        keys -> keys.equals("00") ? Optional.<Integer>empty() : Optional.of(Integer.valueOf(keys)),
                        "unknown")
                .validate(number -> number < 50, "large")
                .attempts(3);

        AskResult<Integer> result = ask(
                ask,
                t -> t.expect("GET DATA p 5000 2")
                        .digits("00")
                        .expect("GET DATA unknown 1 1")
                        .ok()
                        .expect("GET DATA p 5000 2")
                        .digits("50")
                        .expect("GET DATA large 1 1")
                        .ok()
                        .expect("GET DATA p 5000 2")
                        .digits("07"));

        assertThat(result).isEqualTo(new AskResult.Digits<>("07", 7));
        assertThat(result.answer()).contains(7);
    }

    @Test
    void whatAValidatorThrowsEndsTheScript() {
        ScriptTester.Result result = ScriptTester.of((request, channel) -> Ask.exactly(1)
                        .validate(keys -> {
                            throw new IllegalStateException("no database");
                        })
                        .ask(channel))
                .expect("WAIT FOR DIGIT 5000")
                .digit('1')
                .run();

        assertThat(result.failure()).get().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatWasEnteredIsInNoText() {
        assertThat(digits("1234")).hasToString("Digits[4 keys]");
    }

    // ---- confirmation ----

    private static final Ask<String> CONFIRMED = Ask.exactly(2)
            .prompt("p")
            .confirm(keys -> Prompt.of("entered").digits(keys), Menu.yesNo("right"))
            .attempts(2);

    private static ScriptTester entered(ScriptTester tester, String keys) {
        return tester.expect("GET DATA p 5000 2")
                .digits(keys)
                .expect("GET DATA entered 1 1")
                .ok()
                .expect("SAY DIGITS " + keys + " 0123456789*#ABCD")
                .ok();
    }

    @Test
    void aConfirmedAnswerIsTheAnswer() {
        assertThat(ask(
                        CONFIRMED,
                        t -> entered(t, "12").expect("GET DATA right 5000 1").digit('1')))
                .isEqualTo(digits("12"));
    }

    @Test
    void anAnswerThatIsNotConfirmedIsAskedForAgain() {
        assertThat(ask(
                        CONFIRMED,
                        t -> entered(
                                        entered(t, "12")
                                                .expect("GET DATA right 5000 1")
                                                .digit('2'),
                                        "34")
                                .expect("GET DATA right 5000 1")
                                .digit('1')))
                .isEqualTo(digits("34"));
        assertThat(ask(
                        CONFIRMED.attempts(1),
                        t -> entered(t, "12").expect("GET DATA right 5000 1").digit('2')))
                .isEqualTo(TOO_MANY);
    }

    @Test
    void withoutAYesOrNoItEndsAsTheConfirmationDoes() {
        Ask<String> once = CONFIRMED.confirm(
                keys -> Prompt.of("entered").digits(keys),
                Menu.yesNo("right").attempts(1).back('*'));

        assertThat(ask(
                        once,
                        t -> entered(t, "12").expect("GET DATA right 5000 1").ok()))
                .isEqualTo(TIMED_OUT);
        assertThat(ask(
                        once,
                        t -> entered(t, "12").expect("GET DATA right 5000 1").digit('3')))
                .isEqualTo(TOO_MANY);
        assertThat(ask(
                        once,
                        t -> entered(t, "12").expect("GET DATA right 5000 1").digit('*')))
                .isEqualTo(CANCELLED);
        assertThat(ask(
                        once,
                        t -> entered(t, "12").expect("GET DATA right 5000 1").stopped()))
                .isEqualTo(new AskResult.Stopped<>());
    }

    @Test
    void theUsualConfirmationHasOneForYes() {
        Ask<String> ask = Ask.exactly(1).prompt("p").confirm(keys -> Prompt.of("right"));

        assertThat(ask(
                        ask,
                        t -> t.expect("GET DATA p 5000 1")
                                .digit('5')
                                .expect("GET DATA right 5000 1")
                                .digit('1')))
                .isEqualTo(digits("5"));
    }

    // ---- stopped, hung up ----

    static Stream<Arguments> aStopEndsIt() {
        Ask<String> ask = Ask.exactly(3).prompt(MIXED).onNoInput("nothing").attempts(2);
        Ask<String> slow = ask.prompt("p").cancelKey('*');
        UnaryOperator<ScriptTester> head = t -> t.expect("GET DATA a 1 1").stopped();
        UnaryOperator<ScriptTester> saying = t -> t.expect("GET DATA a 1 1")
                .ok()
                .expect("SAY NUMBER 3 0123456789*#ABCD")
                .stopped();
        UnaryOperator<ScriptTester> listening = t -> t.expect("GET DATA a 1 1")
                .ok()
                .expect("SAY NUMBER 3 0123456789*#ABCD")
                .ok()
                .expect("GET DATA b 5000 3")
                .stopped();
        UnaryOperator<ScriptTester> rest = t -> t.expect("GET DATA a 1 1")
                .digit('1')
                .expect("GET DATA \"\" 5000 2")
                .stopped();
        UnaryOperator<ScriptTester> waiting = t -> t.expect("GET DATA p 5000 1")
                .digit('1')
                .expect("WAIT FOR DIGIT 5000")
                .stopped();
        UnaryOperator<ScriptTester> error = t -> t.expect("GET DATA p 5000 1")
                .ok()
                .expect("GET DATA nothing 1 1")
                .stopped();
        UnaryOperator<ScriptTester> bye = t ->
                t.expect("GET DATA p 5000 1").ok().expect("GET DATA bye 1 1").stopped();
        UnaryOperator<ScriptTester> whole = t -> t.expect("STREAM FILE p \"\"").stopped();
        return Stream.of(
                Arguments.of("the prompt", ask, head),
                Arguments.of("what is said", ask, saying),
                Arguments.of("the prompt that listens", ask, listening),
                Arguments.of("the rest of the keys", ask, rest),
                Arguments.of("the wait for a key", slow, waiting),
                Arguments.of("what went wrong", slow, error),
                Arguments.of("the last words", slow.attempts(1).onNoInput("bye"), bye),
                Arguments.of("a prompt without keys", ask.prompt(Prompt.of("p").uninterruptible()), whole));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aStopEndsIt(String name, Ask<String> ask, UnaryOperator<ScriptTester> asterisk) {
        assertThat(ask(ask, asterisk)).isEqualTo(new AskResult.Stopped<>());
    }

    @Test
    void aHangUpEndsTheScriptAsEver() {
        for (String line : List.of("GET DATA p 5000 2", "GET DATA \"\" 5000 2", "WAIT FOR DIGIT 5000")) {
            Ask<String> ask = line.startsWith("WAIT")
                    ? Ask.exactly(2).cancelKey('*')
                    : line.contains(" p ") ? Ask.exactly(2).prompt("p") : Ask.exactly(2);
            ScriptTester.Result result = ScriptTester.of((request, channel) -> {
                        ask.ask(channel);
                        throw new AssertionError("it went on");
                    })
                    .expect(line)
                    .hangup()
                    .run();

            assertThat(result.hungUp()).as(line).isTrue();
            assertThat(result.failure()).as(line).isEmpty();
        }
    }

    // ---- descriptions ----

    @Test
    void aDescriptionIsNotChangedByWhatIsMadeOfIt() {
        Ask<String> plain = Ask.exactly(1);
        plain.prompt("p")
                .promptAgain("a")
                .attempts(7)
                .timeout(SECOND)
                .timeoutBetweenKeys(SECOND)
                .onFailure("x")
                .onInvalid("x")
                .onNoInput("x")
                .onLastAttempt("x")
                .cancelKey('*')
                .terminator('A')
                .allowing("B")
                .noTerminator()
                .validate(keys -> false)
                .map(keys -> Optional.empty())
                .confirm(keys -> Prompt.of());

        assertThat(ask(plain, t -> t.expect("WAIT FOR DIGIT 5000").digit('1'))).isEqualTo(digits("1"));
    }

    @Test
    void whatMakesNoSenseIsRefusedWhereItStands() {
        List<Supplier<Object>> wrong = List.of(
                () -> Ask.exactly(0),
                () -> Ask.exactly(-1),
                () -> Ask.atMost(0),
                () -> Ask.atLeast(-1),
                () -> Ask.atLeast(1024),
                () -> Ask.between(3, 2),
                () -> Ask.between(0, 1024),
                () -> Ask.exactly(1).attempts(0),
                () -> Ask.exactly(1).timeout(Duration.ZERO),
                () -> Ask.exactly(1).timeout(Duration.ofMillis(-1)),
                () -> Ask.exactly(1).timeout(Duration.ofDays(2)),
                () -> Ask.exactly(1).timeoutBetweenKeys(Duration.ZERO),
                () -> Ask.exactly(1).terminator('x'),
                () -> Ask.exactly(1).cancelKey('a'),
                () -> Ask.exactly(1).cancelKey((char) 0),
                () -> Ask.exactly(1).cancelKey('#'),
                () -> Ask.exactly(1).terminator('*').cancelKey('*'),
                () -> Ask.exactly(1).terminator('5'),
                () -> Ask.exactly(1).cancelKey('0'),
                () -> Ask.exactly(1).allowing("#"),
                () -> Ask.exactly(1).allowing("é"),
                () -> Ask.exactly(1).prompt(""),
                () -> Ask.exactly(1).cancelKey('*').allowing("*"));

        for (int i = 0; i < wrong.size(); i++) {
            assertThatIllegalArgumentException().as("number %d", i).isThrownBy(wrong.get(i)::get);
        }
        assertThat(Ask.exactly(1).noTerminator().allowing("#").cancelKey('*')).isNotNull();
        assertThat(Ask.between(0, 1023)).isNotNull();
    }
}
