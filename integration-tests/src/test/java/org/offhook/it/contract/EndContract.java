// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiInterruptedException;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiScript;
import org.offhook.agi.AgiTimeoutException;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.KeyPress;
import org.offhook.agi.command.Noop;
import org.offhook.agi.command.StreamFile;
import org.offhook.it.contract.Call.Ending;

/** What the dialplan is told when a call comes back, and the deadlines that make it come back. */
abstract class EndContract extends Contract {

    private static final Duration SHORT = Duration.ofMillis(150);

    EndContract(Transport transport) {
        super(transport);
    }

    private static final AgiScript THROWS = (request, channel) -> {
        throw new IllegalStateException("database down");
    };

    private static final AgiScript REFUSES = (request, channel) -> {
        throw new AgiRefusedException("closed on Sundays");
    };

    private void assertCounts(long total, long refused, long failed) {
        await().untilAsserted(() -> {
            Served.Health health = server().health();
            assertThat(new long[] {health.totalCalls(), health.refusedCalls(), health.failedCalls()})
                    .as("total, refused, failed")
                    .containsExactly(total, refused, failed);
            assertThat(health.activeCalls()).isZero();
        });
    }

    // ---- outcomes ----

    @Test
    void aScriptThatReturnsIsDone() {
        start((request, channel) -> {});
        assertDone(call().end());
        assertCounts(1, 0, 0);
    }

    @Test
    void aScriptThatThrowsFails() {
        start(THROWS);
        assertFailed(call().end());
        assertCounts(1, 0, 1);
    }

    @Test
    void aCheckedExceptionIsAFailureLikeAnyOther() {
        start((request, channel) -> {
            throw new IOException("no route");
        });
        assertFailed(call().end());
        assertCounts(1, 0, 1);
    }

    @Test
    void anErrorFailsTheCallAndNotTheServer() {
        start((request, channel) -> {
            throw new StackOverflowError();
        });
        assertFailed(call().end());
        assertFailed(call().end());
        assertCounts(2, 0, 2);
    }

    @Test
    void aScriptThatRefusesIsRefused() {
        start(REFUSES);
        assertRefused(call().end());
        assertCounts(1, 1, 0);
    }

    @Test
    void aScriptThatThrowsAfterCommandsFails() {
        start((request, channel) -> {
            channel.answer();
            throw new IllegalStateException("later");
        });
        Ending ending = call().serve();
        assertFailed(ending);
        assertThat(ending.commands()).containsExactly("ANSWER");
    }

    @Test
    void aRefusedCommandThatTheScriptLetsThroughFailsIt() {
        start((request, channel) -> channel.raw("NONSENSE"));
        Call call = call();
        call.expect("NONSENSE").reply("510 Invalid or unknown command");
        assertFailed(call.end());
    }

    @Test
    void whatTheScriptDidFirstIsDoneFirst() {
        start((request, channel) -> {
            channel.setVariable("OFFHOOK", "mine");
            channel.setContext("elsewhere");
        });
        Ending ending = call().serve();
        assertThat(ending.commands()).contains("SET CONTEXT \"elsewhere\"");
        assertDone(ending); // its own word comes last
    }

    // ---- what was submitted ----

    @Test
    void whatWasSubmittedRunsBeforeTheEnd() {
        start((request, channel) -> {
            channel.submit(new GetVariable("A"));
            channel.submit(new StreamFile("b", ""));
            channel.submit(new Noop());
        });
        Call call = call();
        call.expect("GET VARIABLE \"A\"").reply(OK);
        call.expect("STREAM FILE \"b\" \"\"").expectNothing(A_WHILE).reply("200 result=0 endpos=1");
        call.expect("NOOP").reply(OK);
        assertDone(call.end());
    }

    @Test
    void alsoWhenTheScriptThrows() {
        start((request, channel) -> {
            channel.submit(new StreamFile("b", ""));
            throw new IllegalStateException("later");
        });
        Call call = call();
        call.expect("STREAM FILE \"b\" \"\"").expectNothing(A_WHILE).reply("200 result=0 endpos=1");
        assertFailed(call.end());
    }

    @Test
    void alsoWithoutAnOutcomeVariable() {
        start((request, channel) -> channel.submit(new StreamFile("b", "")), options -> options.outcomeVariable(null));
        Call call = call();
        call.expect("STREAM FILE \"b\" \"\"").expectNothing(A_WHILE).reply("200 result=0 endpos=1");
        assertThat(call.end().agiStatus()).isEqualTo("SUCCESS");
    }

    @Test
    void alsoWhenOneOfThemFails() {
        start((request, channel) -> {
            channel.submit(new StreamFile("missing", ""));
            channel.submit(new StreamFile("b", ""));
        });
        Call call = call();
        call.expect("STREAM FILE \"missing\" \"\"").reply("200 result=-1 endpos=0");
        call.expect("STREAM FILE \"b\" \"\"").reply("200 result=0 endpos=1");
        assertThat(call.end().outcome()).hasValue("done");
    }

    // ---- the variable ----

    @Test
    void theVariableCanHaveAnotherName() {
        start(THROWS, options -> options.outcomeVariable("RESULT"));
        assertFailed(call().end());
    }

    @Test
    void withoutAVariableAgiStatusTells() {
        start((request, channel) -> {}, options -> options.outcomeVariable(null));
        Ending ending = call().end();
        assertThat(ending.agiStatus()).isEqualTo("SUCCESS");
        assertThat(ending.outcome()).isEmpty();
    }

    @Test
    void withoutAVariableAgiStatusTellsOfAFailureToo() {
        start(THROWS, options -> options.outcomeVariable(null));
        Ending ending = call().end();
        assertThat(ending.agiStatus()).isEqualTo("FAILURE");
        assertThat(ending.outcome()).isEmpty();
    }

    // ---- deadlines ----

    private void assertCut(Ending ending) {
        assertThat(ending.agiStatus()).isEqualTo("FAILURE");
        assertThat(ending.outcome()).isEqualTo(transport.outcomeWhenCutInACommand());
    }

    @Test
    void aScriptPastItsDeadlineIsCutInACommand() {
        Result<KeyPress> script = serve(
                options -> options.scriptDeadline(SHORT),
                (request, channel) -> channel.waitForDigit(Duration.ofSeconds(30)));
        Call call = call();
        call.expect("WAIT FOR DIGIT 30000");
        assertThat(script.failure(AgiTimeoutException.class)).hasMessageContaining("deadline");
        assertCut(call.endCut(OK));
        assertCounts(1, 0, 1);
    }

    @Test
    void aScriptPastItsDeadlineIsCutWhileItWaitsElsewhere() {
        Result<Boolean> script = serve(options -> options.scriptDeadline(SHORT), (request, channel) -> {
            new CountDownLatch(1).await();
            return true;
        });
        assertFailed(call().end());
        script.failure(InterruptedException.class);
        assertCounts(1, 0, 1);
    }

    @Test
    void aScriptWithinItsDeadlineDoesNotNotice() {
        start((request, channel) -> channel.noop(), options -> options.scriptDeadline(Duration.ofSeconds(20)));
        assertDone(call().serve());
        assertCounts(1, 0, 0);
    }

    @Test
    void aCommandThatIsNotAnsweredInTimeEndsInATimeout() {
        Result<Boolean> script = serve(options -> options.replyTimeout(SHORT), (request, channel) -> {
            channel.noop();
            return true;
        });
        Call call = call();
        call.expect("NOOP");
        assertThat(script.failure(AgiTimeoutException.class)).hasMessageContaining("150 ms");
        Ending ending = call.endCut(OK);
        assertThat(ending.agiStatus()).isEqualTo("FAILURE");
        assertThat(ending.outcome()).isEqualTo(transport.outcomeWhenCutInACommand());
        assertCounts(1, 0, 1);
    }

    @Test
    void aCommandThatEndsByItselfHasNoDeadline() {
        Result<KeyPress> script = serve(
                options -> options.replyTimeout(SHORT),
                (request, channel) -> channel.waitForDigit(AgiCommand.UNLIMITED));
        Call call = call();
        call.expect("WAIT FOR DIGIT -1").expectNothing(SHORT.multipliedBy(2)).reply("200 result=49");
        assertDone(call.end());
        assertThat(script.value().is('1')).isTrue();
    }

    @Test
    void theTimeOfACommandComesOnTopOfTheDeadline() {
        Result<KeyPress> script = serve(
                options -> options.replyTimeout(SHORT),
                (request, channel) -> channel.waitForDigit(Duration.ofSeconds(10)));
        Call call = call();
        call.expect("WAIT FOR DIGIT 10000").expectNothing(SHORT.multipliedBy(2)).reply("200 result=49");
        assertDone(call.end());
        assertThat(script.value().is('1')).isTrue();
    }

    @Test
    void aDeadlineDoesNotCountWhileACommandWaitsForItsTurn() {
        Result<String> script = serve(options -> options.replyTimeout(SHORT), (request, channel) -> {
            channel.submit(new StreamFile("long", ""));
            return channel.getVariable("X").orElse("none");
        });
        Call call = call();
        call.expect("STREAM FILE \"long\" \"\"")
                .expectNothing(SHORT.multipliedBy(2))
                .reply("200 result=0 endpos=1");
        call.expect("GET VARIABLE \"X\"").reply("200 result=1 (value)");
        assertDone(call.end());
        assertThat(script.value()).isEqualTo("value");
    }

    @Test
    void anInterruptThatTheScriptLetsThroughFailsIt() {
        Result<Boolean> script = serve((request, channel) -> {
            Thread.currentThread().interrupt();
            channel.streamFile("x");
            return true;
        });
        Call call = call();
        call.expect("STREAM FILE \"x\" \"\"");
        script.failure(AgiInterruptedException.class);
        call.reply("200 result=0 endpos=1");
        assertFailed(call.end());
    }
}
