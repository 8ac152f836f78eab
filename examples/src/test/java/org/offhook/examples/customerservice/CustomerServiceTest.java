// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.customerservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiOutcome;
import org.offhook.examples.Ends;
import org.offhook.testkit.ScriptTester;

class CustomerServiceTest {

    private Surroundings surroundings;

    @BeforeEach
    void open() throws IOException {
        surroundings = new Surroundings(Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        surroundings.close();
    }

    private ScriptTester call(Customers customers) {
        return ScriptTester.of(new CustomerService(customers, surroundings.tiers(), extension -> "PJSIP/" + extension))
                .timeout(Duration.ofSeconds(40)) // database and HTTP are real
                .whenever("ANSWER|CHANNEL STATUS|SET VARIABLE .*|STREAM FILE .*|SAY DIGITS .*")
                .ok()
                .whenever("GET DATA \"(you-entered|vm-sorry|privacy-incorrect)\" .*")
                .reply("200 result= (timeout)");
    }

    private ScriptTester types(String account) {
        return types(call(surroundings.customers()), account);
    }

    private static ScriptTester types(ScriptTester call, String account) {
        return call.expectMatching("GET DATA \"agent-user\" .* \"?6\"?").digits(account);
    }

    private static ScriptTester confirms(ScriptTester call, String key) {
        return call.expectMatching("GET DATA \"if-correct-press\" .*")
                .reply("200 result= (timeout)")
                .expectMatching("GET DATA \"digits/1\" .*")
                .digits(key);
    }

    private static ScriptTester dials(ScriptTester call, String status) {
        return call.expect("EXEC Dial PJSIP/201,10")
                .ok()
                .expect("GET VARIABLE DIALSTATUS")
                .value(status);
    }

    private static ScriptTester waits(ScriptTester call, String queue, String status) {
        return call.expect("EXEC Queue " + queue + ",,,,600")
                .ok()
                .expect("GET VARIABLE QUEUESTATUS")
                .value(status);
    }

    private static void assertDone(ScriptTester.Result result, String customer, String tier) {
        assertThat(result.failure()).isEmpty();
        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(result.variables()).containsEntry("CUSTOMER", customer).containsEntry("TIER", tier);
    }

    @Test
    void aGoldCustomerTalksToTheAccountManager() {
        ScriptTester call = dials(confirms(types("123456"), "1"), "ANSWER");
        ScriptTester.Result result =
                call.whenever("GET VARIABLE \"ANSWEREDTIME.*").ok().run();
        assertDone(result, "123456", "gold");
    }

    @Test
    void orWaitsInTheGoldQueue() {
        assertDone(
                waits(dials(confirms(types("123456"), "1"), "NOANSWER"), "gold", "CONTINUE")
                        .run(),
                "123456",
                "gold");
    }

    @Test
    void aStandardCustomerWaitsInTheStandardQueueAndIsToldWhenItIsFull() {
        ScriptTester.Result result =
                waits(confirms(types("234567"), "1"), "standard", "FULL").run();
        assertDone(result, "234567", "standard");
        assertThat(result.transcript().commands()).contains("STREAM FILE \"please-try-call-later\" \"\"");
    }

    @Test
    void aNumberThatIsNotConfirmedIsAskedForAgain() {
        ScriptTester call = types(confirms(types("123456"), "2"), "234567");
        assertDone(waits(confirms(call, "1"), "standard", "CONTINUE").run(), "234567", "standard");
    }

    @Test
    void afterThreeTriesNobodyIsSentAway() {
        ScriptTester call = types(types(types("999999"), "12"), "888888");
        assertDone(waits(call, "standard", "CONTINUE").run(), "unknown", "standard");
    }

    @Test
    void norWhenTheDatabaseIsDown() {
        JdbcDataSource missing = new JdbcDataSource();
        missing.setUrl("jdbc:h2:mem:not-there;IFEXISTS=TRUE");
        ScriptTester call = types(call(new Customers(missing)), "123456");
        assertDone(waits(call, "standard", "CONTINUE").run(), "unknown", "standard");
    }

    @Test
    void theCommandShowsIt() {
        String done = "AGISTATUS=SUCCESS OFFHOOK=done ";
        assertThat(Ends.of(Main.example(surroundings)))
                .containsExactly(
                        done + "TIER=gold DIALSTATUS=ANSWER",
                        done + "TIER=gold DIALSTATUS=NOANSWER",
                        done + "TIER=standard",
                        done + "CUSTOMER=unknown TIER=standard");
    }
}
