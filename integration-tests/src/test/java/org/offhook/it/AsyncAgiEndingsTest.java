// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.HangupReason;
import org.offhook.agi.command.Exec;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.Noop;
import org.offhook.agi.command.StreamFile;

/** What the dialplan and the script see of every way an AsyncAGI call can end, or go on. */
@RealAsterisk
class AsyncAgiEndingsTest {

    private static final Duration LOOP_TIME = Duration.ofSeconds(1);
    /** More than any of these takes: nothing may wait for a deadline of ours. */
    private static final Duration QUICK = Duration.ofSeconds(4);

    private final AsteriskUnderTest asterisk;
    private final AsyncStage stage;

    AsyncAgiEndingsTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
        stage = new AsyncStage(asterisk, options -> options.loopTimeout(LOOP_TIME));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static void assertGone(HangupReason reason, ThrowingCallable command) {
        assertThatExceptionOfType(AgiHangupException.class)
                .isThrownBy(command)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private StreamFile prompt() {
        return new StreamFile(asterisk.sound("tone-20"), "");
    }

    // ---- hang-up ----

    @Test
    void hangUpWhileTheScriptDoesNothing() throws Exception {
        CallResult result = stage.call(stage.plan(stage.loop()), (channel, call) -> {
            AsyncStage.check(channel);
            call.hangUpFar();
            AsyncStage.awaitHangup(channel);
            assertThat(channel.isHungUp()).isTrue();
            assertGone(HangupReason.HANGUP, () -> channel.getVariable("CHANNEL"));
            assertGone(HangupReason.HANGUP, channel::noop);
        });
        assertThat(result.agiStatus()).isEqualTo("HANGUP");
        assertThat(result.outcome()).isEmpty();
    }

    @Test
    void hangUpInMidPrompt() throws Exception {
        CallResult result = stage.call(stage.plan(stage.loop()), (channel, call) -> {
            var playing = stage.running(channel, prompt());
            long before = System.nanoTime();
            call.hangUpFar();
            assertGone(HangupReason.HANGUP, () -> Stage.await(playing));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(QUICK);
            assertThat(channel.isHungUp()).isTrue();
        });
        assertThat(result.agiStatus()).isEqualTo("HANGUP");
    }

    @Test
    void hangUpWithQueuedCommandsEndsThemAll() throws Exception {
        stage.call(stage.plan(stage.loop()), (channel, call) -> {
            var playing = stage.running(channel, prompt());
            List<? extends CompletableFuture<?>> queued = IntStream.range(0, 10)
                    .mapToObj(i -> i % 2 == 0
                            ? channel.submit(new GetVariable("CHANNEL"))
                            : channel.submit(Exec.of("Wait", "1")))
                    .toList();
            call.hangUpNear();
            assertGone(HangupReason.HANGUP, () -> Stage.await(playing));
            queued.forEach(future -> assertGone(HangupReason.HANGUP, () -> Stage.await(future)));
        });
    }

    @Test
    void hangUpWithReadsInsideAsteriskEndsThemAll() throws Exception {
        stage.call(stage.plan(stage.loop()), (channel, call) -> {
            var inside = IntStream.range(0, 64)
                    .mapToObj(i -> channel.submit(new Noop()))
                    .toList();
            call.hangUpNear();
            AsyncStage.awaitHangup(channel);
            inside.forEach(future -> {
                try {
                    Stage.await(future);
                } catch (AgiHangupException e) {
                    assertThat(e.reason()).isEqualTo(HangupReason.HANGUP);
                }
            });
            assertGone(HangupReason.HANGUP, channel::noop);
        });
    }

    @Test
    void hangUpBeforeTheFirstCommand() throws Exception {
        stage.call(stage.plan(stage.loop()), (channel, call) -> {
            call.hangUpNear();
            asterisk.ami()
                    .awaitEvent("Hangup", event -> event.get("Uniqueid").equals(channel.uniqueId()), AsyncStage.STEP);
            assertGone(HangupReason.HANGUP, () -> channel.getVariable("CHANNEL"));
        });
    }

    @Test
    void theScriptHangsUp() throws Exception {
        CallResult result = stage.call(stage.plan(stage.loop()), (channel, call) -> {
            channel.hangup();
            AsyncStage.awaitHangup(channel);
            assertGone(HangupReason.HANGUP, channel::noop);
        });
        assertThat(result.agiStatus()).isEqualTo("HANGUP");
    }

    @Test
    void inAHangupHandlerThereIsNothingToCommand() throws Exception {
        String handler = stage.extension("AGI(agi:async,/stage,dead)", "Return()");
        String extension = stage.extension(
                "Set(CHANNEL(hangup_handler_push)=" + asterisk.testContext() + "," + handler + ",1)", "Hangup()");
        AsyncStage.Act act = stage.begin(
                stage.plan(extension),
                (channel, call) -> assertGone(HangupReason.HANGUP, () -> channel.getVariable("CHANNEL")));
        act.call().result();
        if (act.count() > 0) { // it may have been over before there was a thread for the script
            act.played(0);
        }
        await().atMost(QUICK).until(() -> stage.server().health().parkedCalls() == 0);
        assertThat(stage.server().activeCalls()).isZero();
    }

    // ---- redirect ----

    @Test
    void redirectToPlainDialplan() throws Exception {
        String plain = stage.extension("Set(WENT=plain)", "Hangup()");
        CallResult result = stage.call(stage.plan(stage.loop()), (channel, call) -> {
            var playing = stage.running(channel, prompt());
            long before = System.nanoTime();
            call.redirectNear(asterisk.testContext(), plain);
            // Its hang-up can follow so closely that it looks like one.
            assertThatExceptionOfType(AgiHangupException.class).isThrownBy(() -> Stage.await(playing));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(QUICK);
        });
        assertThat(result.variable("WENT")).isEqualTo("plain");
    }

    @Test
    void redirectToPlainDialplanWhereTheCallStays() throws Exception {
        String plain = stage.extension("Set(WENT=plain)", "Wait(5)", "Hangup()");
        CallResult result = stage.call(stage.plan(stage.loop()), (channel, call) -> {
            AsyncStage.check(channel);
            call.redirectNear(asterisk.testContext(), plain);
            AsyncStage.awaitHangup(channel);
            assertGone(HangupReason.REDIRECTED, channel::noop);
            call.hangUpNear();
        });
        assertThat(result.variable("WENT")).isEqualTo("plain");
    }

    @Test
    void redirectToAnotherAsyncAgiIsANewCall() throws Exception {
        redirectedCallIsNew(stage.loop("first"), stage.loop("second"));
    }

    @Test
    void redirectToTheSamePlaceIsANewCall() throws Exception {
        String extension = stage.loop("first");
        redirectedCallIsNew(extension, extension);
    }

    private void redirectedCallIsNew(String from, String to) throws Exception {
        AsyncStage.Act act = stage.begin(
                stage.plan(from),
                (channel, call) -> {
                    AsyncStage.check(channel);
                    channel.setVariable("BEFORE", "kept");
                    call.redirectNear(asterisk.testContext(), to);
                    AsyncStage.awaitHangup(channel);
                    assertGone(HangupReason.REDIRECTED, () -> channel.getVariable("BEFORE"));
                },
                (channel, call) -> {
                    assertThat(channel.getVariable("BEFORE")).contains("kept");
                    AsyncStage.check(channel);
                });
        act.played(0);
        act.played(1);
        CallResult result = act.call().result();
        assertThat(result.variable("WENT")).isEqualTo("done");
        assertThat(act.requests).hasSize(2);
        assertThat(act.request(1).adopted()).isFalse();
        assertThat(act.request(1).arguments()).containsExactly(from.equals(to) ? "first" : "second");
    }

    @Test
    void redirectInMidPromptWithQueuedCommandsIsANewCallThatSeesNoneOfThem() throws Exception {
        String to = stage.loop("second");
        AsyncStage.Act act = stage.begin(
                stage.plan(stage.loop("first")),
                (channel, call) -> {
                    var playing = stage.running(channel, prompt());
                    var queued = channel.submit(new GetVariable("CHANNEL"));
                    call.redirectNear(asterisk.testContext(), to);
                    assertGone(HangupReason.REDIRECTED, () -> Stage.await(playing));
                    assertGone(HangupReason.REDIRECTED, () -> Stage.await(queued));
                },
                (channel, call) -> {
                    for (int i = 0; i < 5; i++) {
                        AsyncStage.check(channel);
                    }
                });
        act.played(0);
        act.played(1);
        assertThat(act.call().result().variable("WENT")).isEqualTo("done");
    }

    // ---- bridges ----

    @Test
    void anAmiBridgeTakesTheChannelAway() throws Exception {
        stolen((thief, victim) -> assertThat(asterisk.ami()
                        .action("Bridge", Map.of("Channel1", thief, "Channel2", victim))
                        .isSuccess())
                .isTrue());
    }

    @Test
    void theBridgeApplicationOfAnotherChannelTakesTheChannelAway() throws Exception {
        stolen((thief, victim) -> {
            String bridging = stage.extension("Bridge(" + victim + ")", "Hangup()");
            assertThat(asterisk.ami()
                            .redirect(thief, asterisk.testContext(), bridging)
                            .isSuccess())
                    .isTrue();
        });
    }

    private interface Theft {
        void take(String thief, String victim);
    }

    private void stolen(Theft theft) throws Exception {
        String waiting = stage.extension("Answer()", "Wait(30)");
        LiveCall other = asterisk.place(stage.plan(waiting));
        AsyncStage.Act act = stage.begin(stage.plan(stage.loop()), (channel, call) -> {
            AsyncStage.check(channel);
            long before = System.nanoTime();
            theft.take(other.nearChannel(), channel.name());
            AsyncStage.awaitHangup(channel);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(6));
            assertGone(HangupReason.STOLEN, channel::noop);
        });
        act.played(0);
        act.call().hangUpNear();
        other.hangUpNear();
        act.call().result();
        assertThat(stage.server().activeCalls()).isZero();
    }

    @Test
    void aBridgeOfTheScriptsOwnDialIsNoTheft() throws Exception {
        CallResult result = stage.call(stage.plan(stage.loop()), (channel, call) -> {
            channel.dial(asterisk.target("answer"), Duration.ofSeconds(5));
            AsyncStage.check(channel);
        });
        assertThat(result.variable("WENT")).isEqualTo("done");
    }

    // ---- commands that fail ----

    @Test
    void aFailingCommandDoesNotEndTheScript() throws Exception {
        AsyncStage.Act act = stage.begin(stage.plan(stage.loop("kept")), (channel, call) -> {
            assertThat(channel.streamFile("no-such-file").failed()).isTrue();
            AsyncStage.check(channel);
            assertThat(channel.getVariable("AGISTATUS")).contains("FAILURE");
        });
        act.played(0);
        assertThat(act.call().result().variable("WENT")).isEqualTo("done");
        assertThat(act.requests).hasSize(1);
    }

    @Test
    void threeInARowDoNotEither() throws Exception {
        AsyncStage.Act act = stage.begin(stage.plan(stage.loop()), (channel, call) -> {
            for (int i = 0; i < 3; i++) {
                assertThat(channel.streamFile("no-such-file").failed()).isTrue();
            }
            channel.gosub("no-such-context", "s", "1");
            AsyncStage.check(channel);
        });
        act.played(0);
        assertThat(act.call().result().variable("WENT")).isEqualTo("done");
        assertThat(act.requests).hasSize(1);
    }

    @Test
    void aFailingCommandAmongSubmittedOnesCostsNoneOfTheOthers() throws Exception {
        CallResult result = stage.call(stage.plan(stage.loop()), (channel, call) -> {
            channel.setVariable("A", "a");
            var before = IntStream.range(0, 10)
                    .mapToObj(i -> channel.submit(new GetVariable("A")))
                    .toList();
            var failing = channel.submit(new StreamFile("no-such-file", ""));
            var behind = IntStream.range(0, 10)
                    .mapToObj(i -> channel.submit(new GetVariable("A")))
                    .toList();
            before.forEach(future -> assertThat(Stage.await(future)).contains("a"));
            assertThat(Stage.await(failing).failed()).isTrue();
            behind.forEach(future -> assertThat(Stage.await(future)).contains("a"));
        });
        assertThat(result.variable("WENT")).isEqualTo("done");
    }

    @Test
    void withoutTheLoopTheExceptionShowsTheLineToAdd() throws Exception {
        CallResult result = stage.call(stage.plan(stage.bare()), (channel, call) -> {
            assertThat(channel.streamFile("no-such-file").failed()).isTrue();
            long before = System.nanoTime();
            assertThatExceptionOfType(AgiTransportException.class)
                    .isThrownBy(() -> channel.getVariable("CHANNEL"))
                    .withMessageContaining("GotoIf($[\"${AGISTATUS}\" = \"FAILURE\" & \"${OFFHOOK}\" = \"\"]?offhook)")
                    .withMessageContaining("1000 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LOOP_TIME.plusSeconds(3));
        });
        assertThat(result.variable("WENT")).isEqualTo("on");
        assertThat(result.agiStatus()).isEqualTo("FAILURE");
    }

    // ---- the end of a script ----

    @ParameterizedTest
    @CsvSource({"done, SUCCESS", "refused, FAILURE", "failed, FAILURE"})
    void theDialplanHearsTheOutcome(String outcome, String status) throws Exception {
        AsyncStage.Act act = stage.begin(stage.plan(stage.loop()), (channel, call) -> {
            channel.setVariable("A", "a");
            if (outcome.equals("refused")) {
                throw new AgiRefusedException("closed today");
            } else if (outcome.equals("failed")) {
                throw new IllegalStateException("on purpose");
            }
        });
        CallResult result = act.call().result();
        assertThat(result.variable("WENT")).isEqualTo(outcome);
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.agiStatus()).isEqualTo(status);
        assertThat(act.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"true, done", "false, failed"})
    void whatWasSubmittedRunsBeforeTheEnd(boolean good, String outcome) throws Exception {
        AsyncStage.Act act = stage.begin(stage.plan(stage.loop()).capture("LAST"), (channel, call) -> {
            channel.submit(Exec.of("Wait", "0.3"));
            channel.submit(Exec.of("Set", "LAST=yes"));
            if (!good) {
                throw new IllegalStateException("on purpose");
            }
        });
        CallResult result = act.call().result();
        assertThat(result.variable("LAST")).isEqualTo("yes");
        assertThat(result.variable("WENT")).isEqualTo(outcome);
    }

    @Test
    void aScriptWhoseLastCommandFailedIsDoneAllTheSame() throws Exception {
        CallResult result = stage.call(
                stage.plan(stage.loop()),
                (channel, call) ->
                        assertThat(channel.streamFile("no-such-file").failed()).isTrue());
        assertThat(result.variable("WENT")).isEqualTo("done");
        assertThat(result.agiStatus()).isEqualTo("SUCCESS");
    }

    @Test
    void theScriptsOwnDestinationIsWhereTheDialplanGoesOn() throws Exception {
        String next = stage.extension("Set(WENT=next)", "Hangup()");
        CallResult result = stage.call(stage.plan(stage.bare()), (channel, call) -> {
            channel.setContext(asterisk.testContext());
            channel.setExtension(next);
            channel.setPriority(1);
        });
        assertThat(result.variable("WENT")).isEqualTo("next");
    }

    /** Hang-ups at any moment: every script ends, none waits. */
    @Test
    void hangUpsAtAnyMoment() throws Exception {
        String extension = stage.loop();
        for (int millis = 0; millis < 400; millis += 25) {
            int after = millis;
            AsyncStage.Act act = stage.begin(stage.plan(extension), AsyncAgiEndingsTest::talk);
            Stage.pause(Duration.ofMillis(after));
            act.call().hangUpNear();
            act.call().result();
            if (act.count() > 0) {
                assertGone(HangupReason.HANGUP, () -> act.played(0));
            }
        }
        await().atMost(QUICK).until(() -> stage.server().health().parkedCalls() == 0);
    }

    private static void talk(AgiChannel channel, LiveCall call) {
        for (int i = 0; i < 1000; i++) {
            AsyncStage.check(channel);
            channel.exec("Wait", "0.02");
        }
    }
}
