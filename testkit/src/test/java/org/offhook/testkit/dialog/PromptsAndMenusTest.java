// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.dialog.Ask;
import org.offhook.agi.dialog.AskResult;
import org.offhook.agi.dialog.Menu;
import org.offhook.agi.dialog.Prompt;
import org.offhook.agi.dialog.RecordResult;
import org.offhook.agi.dialog.Recorder;
import org.offhook.testkit.ScriptTester;

/** What docs/prompts-and-menus.md shows. */
class PromptsAndMenusTest {

    private record Customer(String name, String queue) {}

    /** Stands in for a database. */
    private static final class Customers {
        private final Map<String, Customer> all = Map.of("123456", new Customer("Ada", "gold"));

        Optional<Customer> byAccount(String account) {
            return Optional.ofNullable(all.get(account));
        }
    }

    private enum Desk {
        SALES,
        SUPPORT,
        REPAIRS,
        OPERATOR
    }

    private static final class Service implements AgiScript {

        private static final Menu<Desk> MORE =
                Menu.<Desk>of("more-choices").choice('1', Desk.REPAIRS).back('*');

        private static final Menu<Desk> DESKS = Menu.<Desk>of("main-menu")
                .choice('1', Desk.SALES)
                .choice('2', Desk.SUPPORT)
                .submenu('3', MORE)
                .action('4', channel -> Prompt.of("opening-hours").play(channel))
                .repeat('9')
                .operator('0', Desk.OPERATOR)
                .onInvalid("no-such-choice")
                .otherwise(Desk.OPERATOR);

        private final Ask<Customer> account;

        Service(Customers customers) {
            account = Ask.exactly(6)
                    .prompt("enter-account")
                    .cancelKey('*')
                    .map(customers::byAccount, "no-such-account")
                    .confirm(customer ->
                            Prompt.of("you-are").letters(customer.name()).sound("press-1-if-right-else-2"))
                    .onNoInput("nothing-heard")
                    .onInvalid("six-digits-please")
                    .onLastAttempt("last-attempt")
                    .attempts(3);
        }

        @Override
        public void service(AgiRequest request, AgiChannel channel) {
            channel.answer();
            AskResult<Customer> result = account.ask(channel);
            if (result instanceof AskResult.Digits<Customer> found) {
                channel.queue(found.value().queue());
            } else {
                Desk desk = DESKS.ask(channel).answer().orElse(Desk.OPERATOR);
                channel.setVariable("DESK", desk.name());
            }
        }
    }

    @Test
    void aCustomerIsFoundTheSecondTime() {
        ScriptTester.Result result = ScriptTester.of(new Service(new Customers()))
                .whenever("ANSWER|[GS]ET VARIABLE .*|EXEC .*|SAY .*")
                .ok()
                .expect("GET DATA enter-account 5000 1")
                .digits("654321")
                .whenever("WAIT FOR DIGIT .*")
                .ok()
                .expect("GET DATA no-such-account 1 1")
                .ok()
                .expect("GET DATA enter-account 5000 1")
                .digits("123456")
                .expect("GET DATA you-are 1 1")
                .ok()
                .expect("GET DATA press-1-if-right-else-2 5000 1")
                .digit('1')
                .run();

        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(result.transcript().commands()).anyMatch(line -> line.startsWith("EXEC \"Queue\" \"gold"));
    }

    @Test
    void aCallerWithoutAnAccountChoosesADesk() {
        ScriptTester.Result result = ScriptTester.of(new Service(new Customers()))
                .expect("ANSWER")
                .ok()
                .expect("GET DATA enter-account 5000 1")
                .digit('*')
                .expect("GET DATA main-menu 5000 1")
                .digit('7')
                .expect("GET DATA no-such-choice 1 1")
                .ok()
                .expect("GET DATA main-menu 5000 1")
                .digit('3')
                .expect("GET DATA more-choices 5000 1")
                .digit('1')
                .expect("SET VARIABLE DESK REPAIRS")
                .ok()
                .run();

        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(result.variables()).containsEntry("DESK", "REPAIRS");
    }

    @Test
    void theMailboxIsTold() {
        AgiScript script = (request, channel) -> {
            int messages = 3;
            Prompt.of("you-have").number(messages).sound("new-messages").play(channel);
        };

        ScriptTester.Result result = ScriptTester.of(script)
                .expect("GET DATA you-have 1 1")
                .ok()
                .expect("SAY NUMBER 3 0123456789*#ABCD")
                .ok()
                .expect("GET DATA new-messages 1 1")
                .ok()
                .run();
        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
    }

    private static final Recorder MESSAGE = Recorder.of("wav")
            .prompt("leave-a-message")
            .maxLength(Duration.ofMinutes(3))
            .onTooShort("too-short")
            .review("press-1-to-keep-2-to-listen-3-to-record-again");

    @Test
    void aMessageIsRecordedAndKept() {
        AgiScript script = (request, channel) -> {
            RecordResult result = MESSAGE.record(channel, "/var/spool/messages/" + channel.uniqueId());
            if (result instanceof RecordResult.Kept message) {
                channel.setVariable("MESSAGE", message.file());
            }
        };

        ScriptTester.Result result = ScriptTester.of(script)
                .expect("GET DATA leave-a-message 1 1")
                .ok()
                .expectMatching("RECORD FILE .* \"wav\" \"#\" 180000 BEEP s=5")
                .reply("200 result=35 (dtmf) endpos=16000")
                .expect("GET DATA press-1-to-keep-2-to-listen-3-to-record-again 5000 1")
                .digit('1')
                .expectMatching("SET VARIABLE \"MESSAGE\" .*")
                .ok()
                .run();

        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(result.variables().get("MESSAGE")).startsWith("/var/spool/messages/");
    }

    private static final Ask<String> CALLBACK_NUMBER = Ask.between(6, 15)
            .prompt("enter-your-number-and-pound")
            .validate(number -> !number.startsWith("0900"), "no-such-numbers");

    @Test
    void anAgentFreesWhileTheCallerTypes() {
        AgiScript script = (request, channel) -> {
            AskResult<String> result = CALLBACK_NUMBER.ask(channel);
            if (result instanceof AskResult.Stopped) {
                channel.setVariable("NEXT", "agent");
            }
        };

        ScriptTester.Result result = ScriptTester.of(script)
                .expect("GET DATA enter-your-number-and-pound 5000 15")
                .stopped()
                .expect("SET VARIABLE NEXT agent")
                .ok()
                .run();

        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
    }

    @Test
    void aValueIsAScript() {
        AgiScript sales = (request, channel) -> channel.queue("sales");
        AgiScript support = (request, channel) -> channel.queue("support");
        Menu<AgiScript> menu = Menu.<AgiScript>of("main-menu")
                .choice('1', sales)
                .choice('2', support)
                .otherwise(support);
        AgiScript script =
                (request, channel) -> menu.ask(channel).answer().orElse(support).service(request, channel);

        ScriptTester.Result result = ScriptTester.of(script)
                .expect("GET DATA main-menu 5000 1")
                .digit('1')
                .whenever("[GS]ET VARIABLE .*")
                .ok()
                .expectMatching("EXEC \"Queue\" \"sales.*")
                .ok()
                .run();

        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
    }
}
