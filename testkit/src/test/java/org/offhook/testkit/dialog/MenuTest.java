// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiScript;
import org.offhook.agi.dialog.AskResult;
import org.offhook.agi.dialog.Menu;
import org.offhook.agi.dialog.Prompt;
import org.offhook.testkit.ScriptTester;

class MenuTest {

    private enum Desk {
        SALES,
        SUPPORT,
        REPAIRS,
        OPERATOR
    }

    private static final String MAIN_LINE = "GET DATA main 5000 1";
    private static final String MORE_LINE = "GET DATA more 5000 1";

    private static final Menu<Desk> MORE =
            Menu.<Desk>of("more").choice('1', Desk.REPAIRS).back('*').repeat('9');
    private static final Menu<Desk> MAIN = Menu.<Desk>of("main")
            .choice('1', Desk.SALES)
            .choice('2', Desk.SUPPORT)
            .submenu('3', MORE)
            .action('4', channel -> channel.streamFile("hours"))
            .repeat('9')
            .back('*')
            .operator('0', Desk.OPERATOR)
            .promptAgain("short")
            .onNoInput("nothing")
            .onInvalid("wrong")
            .onLastAttempt("last")
            .onFailure("bye");

    private static <T> AskResult<T> ask(Menu<T> menu, UnaryOperator<ScriptTester> asterisk) {
        return Played.by(menu::ask, asterisk);
    }

    private static AskResult<Desk> chosen(String key, Desk desk) {
        return new AskResult.Digits<>(key, desk);
    }

    private static ScriptTester wrong(ScriptTester tester, String line) {
        return tester.expect(line).digit('7').expect("GET DATA wrong 1 1").ok();
    }

    // ---- choices ----

    @Test
    void aKeyChooses() {
        assertThat(ask(MAIN, t -> t.expect(MAIN_LINE).digit('1'))).isEqualTo(chosen("1", Desk.SALES));
        assertThat(ask(MAIN, t -> t.expect(MAIN_LINE).digit('2'))).isEqualTo(chosen("2", Desk.SUPPORT));
        assertThat(ask(MAIN, t -> t.expect(MAIN_LINE).digit('0'))).isEqualTo(chosen("0", Desk.OPERATOR));
        assertThat(ask(MAIN, t -> t.expect(MAIN_LINE).digit('0')).answer()).contains(Desk.OPERATOR);
    }

    @ParameterizedTest
    @ValueSource(chars = {'0', '1', '9', '*', '#', 'A', 'D'})
    void everyKeyCanBeAChoice(char key) {
        Menu<String> menu = Menu.<String>of("m").choice(key, "it");

        assertThat(ask(menu, t -> t.expect("GET DATA m 5000 1").digit(key)))
                .isEqualTo(new AskResult.Digits<>(Character.toString(key), "it"));
    }

    @Test
    void theFirstKeyInAMixedPromptChooses() {
        Menu<Desk> menu = MAIN.prompt(Prompt.of("you-have").number(3).sound("main"));

        assertThat(ask(
                        menu,
                        t -> t.expect("GET DATA you-have 1 1")
                                .ok()
                                .expect("SAY NUMBER 3 0123456789*#ABCD")
                                .digit('1')))
                .isEqualTo(chosen("1", Desk.SALES));
    }

    @Test
    void aValueCanBeAScript() {
        AgiScript sales = (request, channel) -> channel.verbose("sales");
        Menu<AgiScript> menu = Menu.<AgiScript>of("m").choice('1', sales);

        ScriptTester.Result result = ScriptTester.of((request, channel) -> {
                    AgiScript next = menu.ask(channel).answer().orElseThrow();
                    next.service(request, channel);
                })
                .expect("GET DATA m 5000 1")
                .digit('1')
                .expect("VERBOSE sales 1")
                .ok()
                .run();

        assertThat(result.failure()).isEmpty();
    }

    // ---- attempts ----

    @Test
    void aWrongKeyOrNoneIsToldAndAskedAgain() {
        assertThat(ask(
                        MAIN,
                        t -> wrong(t, MAIN_LINE)
                                .expect("GET DATA short 5000 1")
                                .ok()
                                .expect("GET DATA nothing 1 1")
                                .ok()
                                .expect("GET DATA last 1 1")
                                .ok()
                                .expect("GET DATA short 5000 1")
                                .digit('2')))
                .isEqualTo(chosen("2", Desk.SUPPORT));
    }

    @Test
    void aKeyDuringTheErrorChooses() {
        assertThat(ask(
                        MAIN,
                        t -> t.expect(MAIN_LINE)
                                .digit('8')
                                .expect("GET DATA wrong 1 1")
                                .digit('1')))
                .isEqualTo(chosen("1", Desk.SALES));
    }

    @Test
    void afterTheLastAttemptItEnds() {
        Menu<Desk> two = MAIN.attempts(2);

        assertThat(ask(
                        two,
                        t -> t.expect(MAIN_LINE)
                                .ok()
                                .expect("GET DATA nothing 1 1")
                                .ok()
                                .expect("GET DATA last 1 1")
                                .ok()
                                .expect("GET DATA short 5000 1")
                                .ok()
                                .expect("GET DATA nothing 1 1")
                                .ok()
                                .expect("GET DATA bye 1 1")
                                .ok()))
                .isEqualTo(new AskResult.TimedOut<>());
        assertThat(ask(
                        MAIN.attempts(1),
                        t -> wrong(t, MAIN_LINE).expect("GET DATA bye 1 1").ok()))
                .isEqualTo(new AskResult.TooManyAttempts<>());
    }

    @Test
    void otherwiseSomethingIsTakenAsChosen() {
        Menu<Desk> menu = Menu.<Desk>of("main")
                .choice('1', Desk.SALES)
                .submenu('3', MORE.attempts(1))
                .attempts(1)
                .otherwise(Desk.OPERATOR);

        assertThat(ask(menu, t -> t.expect(MAIN_LINE).ok())).isEqualTo(chosen("", Desk.OPERATOR));
        assertThat(ask(menu, t -> t.expect(MAIN_LINE).digit('2'))).isEqualTo(chosen("", Desk.OPERATOR));
        assertThat(ask(
                        menu,
                        t -> t.expect(MAIN_LINE).digit('3').expect(MORE_LINE).ok()))
                .as("in a menu below, too")
                .isEqualTo(chosen("", Desk.OPERATOR));
        assertThat(ask(menu.back('*'), t -> t.expect(MAIN_LINE).digit('*')))
                .as("but not when it is cancelled")
                .isEqualTo(new AskResult.Cancelled<>());
        assertThat(ask(menu, t -> t.expect(MAIN_LINE).stopped()))
                .as("nor when it is stopped")
                .isEqualTo(new AskResult.Stopped<>());
    }

    @Test
    void aMenuBelowHasItsOwnOtherwise() {
        Menu<Desk> menu = Menu.<Desk>of("main")
                .submenu('3', MORE.attempts(1).otherwise(Desk.REPAIRS))
                .otherwise(Desk.OPERATOR);

        assertThat(ask(
                        menu,
                        t -> t.expect(MAIN_LINE).digit('3').expect(MORE_LINE).ok()))
                .isEqualTo(chosen("", Desk.REPAIRS));
    }

    // ---- ways through ----

    @Test
    void aMenuBelowGivesItsChoice() {
        assertThat(ask(
                        MAIN,
                        t -> t.expect(MAIN_LINE).digit('3').expect(MORE_LINE).digit('1')))
                .isEqualTo(chosen("1", Desk.REPAIRS));
    }

    @Test
    void backLeadsUpAndAtTheTopOut() {
        assertThat(ask(
                        MAIN,
                        t -> wrong(t, MAIN_LINE)
                                .expect("GET DATA short 5000 1")
                                .digit('3')
                                .expect(MORE_LINE)
                                .digit('*')
                                .expect(MAIN_LINE)
                                .digit('*')))
                .isEqualTo(new AskResult.Cancelled<>());
    }

    @Test
    void theOperatorIsThereBelow() {
        Menu<Desk> deep = Menu.<Desk>of("main")
                .operator('0', Desk.OPERATOR)
                .submenu('3', Menu.<Desk>of("middle").submenu('3', MORE));

        assertThat(ask(
                        deep,
                        t -> t.expect(MAIN_LINE)
                                .digit('3')
                                .expect("GET DATA middle 5000 1")
                                .digit('3')
                                .expect(MORE_LINE)
                                .digit('0')))
                .isEqualTo(chosen("0", Desk.OPERATOR));
    }

    @Test
    void aMenuBelowCanHaveSomethingElseForTheOperatorsKey() {
        Menu<Desk> menu = Menu.<Desk>of("main").operator('0', Desk.OPERATOR).submenu('3', MORE.choice('0', Desk.SALES));

        assertThat(ask(
                        menu,
                        t -> t.expect(MAIN_LINE).digit('3').expect(MORE_LINE).digit('0')))
                .isEqualTo(chosen("0", Desk.SALES));
    }

    @Test
    void otherChoicesAreNotThereBelow() {
        assertThat(ask(
                        MAIN,
                        t -> t.expect(MAIN_LINE)
                                .digit('3')
                                .expect(MORE_LINE)
                                .digit('2')
                                .expect(MORE_LINE)
                                .digit('1')))
                .isEqualTo(chosen("1", Desk.REPAIRS));
    }

    @Test
    void anActionIsDoneAndTheMenuPlayedAgainFromTheStart() {
        assertThat(ask(
                        MAIN.attempts(2),
                        t -> wrong(t, MAIN_LINE)
                                .expect("GET DATA last 1 1")
                                .ok()
                                .expect("GET DATA short 5000 1")
                                .digit('4')
                                .expect("STREAM FILE hours \"\"")
                                .ok()
                                .expect(MAIN_LINE)
                                .digit('1')))
                .isEqualTo(chosen("1", Desk.SALES));
    }

    @Test
    void aRepeatIsNoAttempt() {
        assertThat(ask(
                        MAIN.attempts(2),
                        t -> t.expect(MAIN_LINE)
                                .digit('9')
                                .expect(MAIN_LINE)
                                .digit('9')
                                .expect(MAIN_LINE)
                                .digit('5')
                                .expect("GET DATA wrong 1 1")
                                .ok()
                                .expect("GET DATA last 1 1")
                                .ok()
                                .expect("GET DATA short 5000 1")
                                .digit('9')
                                .expect("GET DATA last 1 1")
                                .ok()
                                .expect(MAIN_LINE)
                                .digit('1')))
                .isEqualTo(chosen("1", Desk.SALES));
    }

    @Test
    void aStopEndsItAlsoBelow() {
        assertThat(ask(MAIN, t -> t.expect(MAIN_LINE).stopped())).isEqualTo(new AskResult.Stopped<>());
        assertThat(ask(
                        MAIN,
                        t -> t.expect(MAIN_LINE).digit('3').expect(MORE_LINE).stopped()))
                .isEqualTo(new AskResult.Stopped<>());
    }

    @Test
    void aHangUpEndsTheScript() {
        ScriptTester.Result result = ScriptTester.of((request, channel) -> {
                    MAIN.ask(channel);
                    throw new AssertionError("it went on");
                })
                .expect(MAIN_LINE)
                .hangup()
                .run();

        assertThat(result.hungUp()).isTrue();
        assertThat(result.failure()).isEmpty();
    }

    // ---- yes or no ----

    @Test
    void yesIsOneAndNoIsTwo() {
        assertThat(ask(Menu.yesNo("sure"), t -> t.expect("GET DATA sure 5000 1").digit('1'))
                        .answer())
                .contains(true);
        assertThat(ask(Menu.yesNo("sure"), t -> t.expect("GET DATA sure 5000 1").digit('2'))
                        .answer())
                .contains(false);
        assertThat(ask(
                                Menu.yesNo("sure").attempts(1),
                                t -> t.expect("GET DATA sure 5000 1").digit('3'))
                        .answer())
                .isEmpty();
    }

    // ---- descriptions ----

    @Test
    void aDescriptionIsNotChangedByWhatIsMadeOfIt() {
        Menu<Desk> plain = Menu.<Desk>of("main").choice('1', Desk.SALES).attempts(1);
        assertThat(plain.choice('2', Desk.SUPPORT)
                        .otherwise(Desk.OPERATOR)
                        .timeout(Duration.ofSeconds(1))
                        .prompt("other"))
                .isNotSameAs(plain);

        assertThat(ask(plain, t -> t.expect(MAIN_LINE).digit('2'))).isEqualTo(new AskResult.TooManyAttempts<>());
    }

    @Test
    void whatMakesNoSenseIsRefusedWhereItStands() {
        Menu<Desk> menu = Menu.<Desk>of("m").choice('1', Desk.SALES);
        List<Supplier<Object>> wrong = List.of(
                () -> menu.choice('1', Desk.SUPPORT),
                () -> menu.back('1'),
                () -> menu.repeat('1'),
                () -> menu.operator('1', Desk.OPERATOR),
                () -> menu.submenu('1', MORE),
                () -> menu.action('1', channel -> {}),
                () -> menu.choice('x', Desk.SUPPORT),
                () -> menu.choice('a', Desk.SUPPORT));

        for (int i = 0; i < wrong.size(); i++) {
            assertThatIllegalArgumentException().as("number %d", i).isThrownBy(wrong.get(i)::get);
        }
    }

    @Test
    void aMenuWithoutAChoiceIsAMistake() {
        ScriptTester.Result result =
                ScriptTester.of((request, channel) -> Menu.of("m").ask(channel)).run();

        assertThat(result.failure()).get().isInstanceOf(IllegalStateException.class);
    }
}
