// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.command.ControlStreamFile;
import org.offhook.agi.command.Digits;
import org.offhook.agi.command.Exec;
import org.offhook.agi.command.ExecResult;
import org.offhook.agi.command.GetData;
import org.offhook.agi.command.GetOption;
import org.offhook.agi.command.KeyPress;
import org.offhook.agi.command.Playback;
import org.offhook.agi.command.RecordFile;
import org.offhook.agi.command.Recording;
import org.offhook.agi.command.SayDigits;
import org.offhook.agi.command.SetVariable;
import org.offhook.agi.command.StreamFile;
import org.offhook.agi.command.WaitForDigit;
import org.offhook.agi.routing.AgiRouter;

class ScriptTesterTest {

    /** The IVR of the documentation. */
    static final class Menu implements AgiScript {
        @Override
        public void service(AgiRequest request, AgiChannel channel) {
            channel.answer();
            String tier = channel.getVariable("TIER").orElse("standard");
            if (channel.streamFile("menu", "12").key().filter(key -> key == '2').isPresent()) {
                channel.setVariable("QUEUE", tier + "-billing");
                channel.streamFile("goodbye");
            }
        }
    }

    @Test
    void playsACallThroughAScript() {
        ScriptTester.Result result = ScriptTester.of(new Menu())
                .request("menu")
                .variable("agi_callerid", "100")
                .expect("ANSWER")
                .ok()
                .expect("GET VARIABLE TIER")
                .value("gold")
                .expect("STREAM FILE menu 12")
                .digit('2')
                .expect("SET VARIABLE QUEUE gold-billing")
                .ok()
                .expect("STREAM FILE goodbye \"\"")
                .ok()
                .run();

        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(result.variables()).containsEntry("QUEUE", "gold-billing");
    }

    @Test
    void aHangupInTheMiddleOfAPromptEndsTheScript() {
        ScriptTester.Result result = ScriptTester.of(new Menu())
                .whenever("ANSWER|GET VARIABLE .*")
                .ok()
                .expect("STREAM FILE menu 12")
                .hangup()
                .run();

        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(result.hungUp()).isTrue();
        assertThat(result.variables()).isEmpty();
    }

    @Test
    void showsTheWholeConversation() {
        ScriptTester.Result result = ScriptTester.of((request, channel) -> {
                    channel.noop();
                    channel.raw("GOSUB a s 1");
                })
                .expect("NOOP")
                .ok()
                .expectMatching("GOSUB .*")
                .ok()
                .run();

        assertThat(result.transcript().toString()).isEqualTo("""
                        > NOOP
                        < 200 result=0
                        > GOSUB a s 1
                        < 100 result=0 Trying...
                        < 200 result=0 Gosub complete
                        > SET VARIABLE "OFFHOOK" "done"
                        < 200 result=1
                        ! the session ended: done""");
    }

    @Test
    void theScriptSeesTheRequest() {
        AtomicReference<AgiRequest> seen = new AtomicReference<>();

        ScriptTester.of((request, channel) -> seen.set(request))
                .request("hello?x=1")
                .argument("")
                .argument("two")
                .variable("agi_callerid", "100")
                .run();

        assertThat(seen.get().script()).isEqualTo("hello");
        assertThat(seen.get().parameter("x")).contains("1");
        assertThat(seen.get().arguments()).containsExactly("", "two");
        assertThat(seen.get().callerIdNumber()).contains("100");
        assertThat(seen.get().channel()).startsWith("PJSIP/alice-");
        assertThat(seen.get().transport().transport()).isEqualTo("FastAGI");
    }

    @Test
    void runsRoutersWithTheirFilters() {
        List<String> order = new CopyOnWriteArrayList<>();
        AgiRouter router = AgiRouter.builder()
                .script("/billing/{tier}", (request, channel) -> order.add(request.pathVariable("tier")))
                .filter((request, channel, next) -> {
                    order.add("before");
                    next.service(request, channel);
                    order.add("after");
                })
                .build();

        ScriptTester.Result found =
                ScriptTester.of(router).request("billing/gold").run();
        ScriptTester.Result unknown = ScriptTester.of(router).request("nowhere").run();

        assertThat(found.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(order).startsWith("before", "gold", "after");
        assertThat(unknown.outcome()).isEqualTo(AgiOutcome.REFUSED);
        assertThat(unknown.transcript().commands()).endsWith("failure");
    }

    @Test
    void givesWhatTheScriptThrew() {
        ScriptTester.Result refused = ScriptTester.of((request, channel) -> {
                    throw new AgiRefusedException("not today");
                })
                .run();
        ScriptTester.Result failed = ScriptTester.of((request, channel) -> {
                    throw new IllegalStateException("broken");
                })
                .run();

        assertThat(refused.outcome()).isEqualTo(AgiOutcome.REFUSED);
        assertThat(refused.reason()).isEqualTo("not today");
        assertThat(failed.outcome()).isEqualTo(AgiOutcome.FAILED);
        assertThat(failed.failure()).get().isInstanceOf(IllegalStateException.class);
        assertThat(failed.transcript().toString())
                .contains("> SET VARIABLE \"OFFHOOK\" \"failed\"")
                .contains("> failure");
    }

    @Test
    void aMinusOneIsAFailureUnlessTheCallerHungUp() {
        List<Playback> played = new CopyOnWriteArrayList<>();
        AgiScript script = (request, channel) -> played.add(channel.streamFile("nosuch"));

        ScriptTester.Result alive = ScriptTester.of(script)
                .expect("STREAM FILE nosuch \"\"")
                .reply("200 result=-1 endpos=0")
                .run();
        ScriptTester.Result dead = ScriptTester.of(script)
                .expect("STREAM FILE nosuch \"\"")
                .hangup()
                .run();

        assertThat(alive.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(alive.hungUp()).isFalse();
        assertThat(played).hasSize(1);
        assertThat(dead.hungUp()).isTrue();
        assertThat(dead.transcript().toString())
                .startsWith("> STREAM FILE \"nosuch\" \"\"\n< 200 result=-1 endpos=0\n< HANGUP");
    }

    @Test
    void everyCommandCanBeTheOneInWhichTheCallerHangsUp() {
        for (String line : List.of("WAIT FOR DIGIT 1000", "GET DATA a 1000 1", "SAY DIGITS 12 1", "ANSWER")) {
            ScriptTester.Result result = ScriptTester.of((request, channel) -> {
                        channel.raw(line);
                        throw new AssertionError("it went on after " + line);
                    })
                    .expect(line)
                    .hangup()
                    .run();

            assertThat(result.hungUp()).as(line).isTrue();
            assertThat(result.failure()).as(line).isEmpty();
            assertThat(result.transcript().toString()).as(line).containsOnlyOnce("HANGUP");
        }
    }

    @Test
    void afterTheHangupTheScriptSeesADeadChannel() {
        AtomicBoolean told = new AtomicBoolean();
        AtomicReference<AgiHangupException> thrown = new AtomicReference<>();
        AgiScript script = (request, channel) -> {
            channel.onHangup(() -> told.set(true));
            channel.answer();
            assertThat(channel.isHungUp()).isTrue();
            thrown.set(catchThrowableOfType(AgiHangupException.class, () -> channel.streamFile("x")));
            channel.setVariable("CLEAN", "yes");
        };

        ScriptTester.Result result = ScriptTester.of(script)
                .expect("ANSWER")
                .ok()
                .hangup()
                .expect("SET VARIABLE CLEAN yes")
                .ok()
                .run();

        assertThat(result.failure()).isEmpty();
        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(thrown.get()).isNotNull();
        Awaitility.await().untilTrue(told);
        assertThat(result.variables()).containsEntry("CLEAN", "yes");
        assertThat(result.transcript().replies()).contains("HANGUP", ChannelModel.DEAD);
    }

    @Test
    void theCallerCanHangUpBeforeTheScriptBegins() {
        ScriptTester.Result result =
                ScriptTester.of((request, channel) -> channel.answer()).hangup().run();

        assertThat(result.hungUp()).isTrue();
        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(result.transcript().replies()).startsWith("HANGUP", ChannelModel.DEAD);
    }

    @Test
    void theScriptCanHangUpItself() {
        ScriptTester.Result result = ScriptTester.of((request, channel) -> {
                    channel.hangup();
                    channel.answer();
                })
                .expect("HANGUP")
                .ok()
                .run();

        assertThat(result.hungUp()).isTrue();
    }

    @Test
    void submittedCommandsAreExpectedToo() {
        ScriptTester.Result result = ScriptTester.of((request, channel) -> {
                    for (int i = 0; i < 3; i++) {
                        channel.submit(new SetVariable("V" + i, "x"));
                    }
                })
                .whenever("SET VARIABLE .*")
                .ok()
                .run();

        assertThat(result.variables()).containsOnlyKeys("V0", "V1", "V2");
    }

    @Test
    void presetVariablesAndTypedDigitsAreAnsweredAsByAsterisk() {
        List<String> seen = new CopyOnWriteArrayList<>();
        ScriptTester.of((request, channel) -> {
                    seen.add(channel.getVariable("CITY").orElse("unset"));
                    seen.add(channel.getVariable("NONE").orElse("unset"));
                    seen.add(channel.getData("pin", Duration.ofSeconds(5), 4).text());
                })
                .channelVariable("CITY", "Zürich")
                .whenever("GET VARIABLE .*")
                .ok()
                .expectMatching("GET DATA \"pin\" .*")
                .digits("12#")
                .run();

        assertThat(seen).containsExactly("Zürich", "unset", "12");
    }

    @ParameterizedTest
    @MethodSource
    void aPromptCanBeStopped(AgiCommand<?> command, Predicate<Object> isStopped) {
        AtomicReference<Object> seen = new AtomicReference<>();

        ScriptTester.Result result = ScriptTester.of((request, channel) -> seen.set(channel.execute(command)))
                .expect(command.line())
                .stopped()
                .run();

        assertThat(result.failure()).isEmpty();
        assertThat(isStopped).accepts(seen.get());
        assertThat(result.transcript().toString()).doesNotContain("STOPPED");
    }

    static Stream<Arguments> aPromptCanBeStopped() {
        Predicate<Object> playback =
                r -> ((Playback) r).stopped() && ((Playback) r).key().isEmpty();
        Predicate<Object> key =
                r -> ((KeyPress) r).stopped() && ((KeyPress) r).key().isEmpty();
        Predicate<Object> digits = r -> r.equals(new Digits("", false, false, true));
        Predicate<Object> recording = r -> ((Recording) r).stopped() && !((Recording) r).failed();
        return Stream.of(
                Arguments.of(new StreamFile("a", ""), playback),
                Arguments.of(new GetOption("a", "1", Duration.ZERO), playback),
                Arguments.of(new ControlStreamFile("a", "1"), playback),
                Arguments.of(new GetData("a"), digits),
                Arguments.of(new WaitForDigit(Duration.ofSeconds(1)), key),
                Arguments.of(new SayDigits("12", "D"), key),
                Arguments.of(new RecordFile("a", "wav", "D", Duration.ofSeconds(1)), recording),
                Arguments.of(Exec.of("Playback", "a"), (Predicate<Object>) r -> ((ExecResult) r).stopped()));
    }

    // ---- what must fail ----

    @Test
    void whatCannotBeStoppedFails() {
        for (String line : List.of("ANSWER", "GET VARIABLE X")) {
            assertThatThrownBy(() -> ScriptTester.of((request, channel) -> channel.raw(line))
                            .expect(line)
                            .stopped()
                            .run())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("this command cannot be stopped: " + line);
        }
    }

    @Test
    void anUnexpectedCommandFailsAndShowsWhatWasExpected() {
        AssertionError error = catchThrowableOfType(
                AssertionError.class,
                () -> ScriptTester.of(new Menu())
                        .expect("ANSWER")
                        .ok()
                        .expect("STREAM FILE menu 12")
                        .ok()
                        .run());

        assertThat(error).hasMessage("""
                        unexpected command: GET VARIABLE "TIER"
                        expected: STREAM FILE menu 12
                        The conversation so far:
                        > ANSWER
                        < 200 result=0
                        > GET VARIABLE "TIER"
                        > failure
                        ! the session ended: failed""");
        assertThat(error.getCause().getStackTrace())
                .as("leads to the line of the script")
                .anyMatch(frame -> frame.getClassName().equals(Menu.class.getName()));
    }

    @Test
    void aScriptThatCatchesEverythingCannotHideAnUnexpectedCommand() {
        assertThatThrownBy(() -> ScriptTester.of((request, channel) -> {
                            try {
                                channel.noop();
                            } catch (RuntimeException e) {
                                channel.answer();
                            }
                        })
                        .run())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("unexpected command: NOOP\nexpected: no further command\n");
    }

    @Test
    void anUnusedExpectationFails() {
        assertThatThrownBy(() -> ScriptTester.of((request, channel) -> channel.answer())
                        .expect("ANSWER")
                        .ok()
                        .expect("HANGUP")
                        .ok()
                        .expectMatching("NOOP.*")
                        .ok()
                        .run())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "the script ended (the script returned) without \n  HANGUP\n  a line that matches NOOP.*\n")
                .hasMessageContaining("> ANSWER\n");
    }

    @Test
    void whatTheScriptThrewIsTheCauseOfAnUnusedExpectation() {
        assertThatThrownBy(() -> ScriptTester.of((request, channel) -> {
                            throw new IllegalStateException("broken");
                        })
                        .expect("ANSWER")
                        .ok()
                        .run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("broken")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aScriptThatDoesNotEndFailsAndIsInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        assertThatThrownBy(() -> ScriptTester.of((request, channel) -> {
                            channel.noop();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                                throw e;
                            }
                        })
                        .timeout(Duration.ofMillis(100))
                        .expect("NOOP")
                        .ok()
                        .run())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("the script did not end within 100 ms; it is at\n\tat ")
                .hasMessageContaining("CountDownLatch.await")
                .hasMessageContaining("> NOOP\n< 200 result=0");

        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anEndlessWaitForADigitFailsAtOnce() {
        assertThatThrownBy(() -> ScriptTester.of((request, channel) -> channel.raw("WAIT FOR DIGIT -1"))
                        .expect("WAIT FOR DIGIT -1")
                        .ok()
                        .run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("nobody presses one");
    }

    @Test
    void nonsenseInATestIsRefusedWhereItStands() {
        ScriptTester tester = ScriptTester.of(new Menu());

        assertThatThrownBy(() -> tester.expect("NOOP").reply("ok")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tester.expect("NOOP").digits("x")).isInstanceOf(IllegalArgumentException.class);
    }
}
