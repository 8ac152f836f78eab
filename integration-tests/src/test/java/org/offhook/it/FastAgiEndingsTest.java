// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiListener;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.fastagi.FastAgiServer;
import org.offhook.fastagi.FastAgiServerBuilder;

/** What the dialplan and the script see of every way a FastAGI call can end. */
@RealAsterisk
class FastAgiEndingsTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final AsteriskUnderTest asterisk;
    private final BlockingQueue<AgiListener.CallEnd> ends = new LinkedBlockingQueue<>();
    private FastAgiServer server;

    FastAgiEndingsTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private void serve(AgiScript script) {
        serve(script, options -> options);
    }

    private void serve(AgiScript script, UnaryOperator<FastAgiServerBuilder> options) {
        server = options.apply(FastAgiServer.builder(
                                AgiRouter.builder().script("/test", script).build())
                        .port(0)
                        .listener(new AgiListener() {
                            @Override
                            public void callEnded(AgiRequest request, CallEnd end) {
                                ends.add(end);
                            }
                        }))
                .start();
    }

    private CallPlan plan(Far far) {
        return CallPlan.agi(asterisk.agiUrl(server.port(), "test")).far(far);
    }

    private AgiListener.CallEnd end() throws InterruptedException {
        return ends.poll(10, TimeUnit.SECONDS);
    }

    private static RawCommand line(String line) {
        return new RawCommand(line);
    }

    @Test
    void aServedCallIsDone() throws Exception {
        serve((request, channel) -> channel.execute(line("SET VARIABLE SEEN \"" + request.channel() + "\"")));

        CallResult result = asterisk.call(plan(Far.answer()).capture("SEEN"));

        assertThat(result.agiStatus()).isEqualTo("SUCCESS");
        assertThat(result.outcome()).isEqualTo("done");
        assertThat(result.dialplanContinued()).isTrue();
        assertThat(result.variable("SEEN")).startsWith("Local/");
        assertThat(end().outcome()).isEqualTo(AgiOutcome.DONE);
    }

    @Test
    void anUnknownScriptIsRefused() {
        serve((request, channel) -> {});

        CallResult result = asterisk.call(CallPlan.agi(asterisk.agiUrl(server.port(), "nosuch")));

        assertThat(result.agiStatus()).isEqualTo("FAILURE");
        assertThat(result.outcome()).isEqualTo("refused");
        assertThat(result.dialplanContinued()).isTrue();
    }

    @Test
    void aRefusingScriptIsRefused() {
        serve((request, channel) -> {
            throw new AgiRefusedException("not today");
        });

        CallResult result = asterisk.call(plan(Far.answer()));

        assertThat(result.agiStatus()).isEqualTo("FAILURE");
        assertThat(result.outcome()).isEqualTo("refused");
    }

    @Test
    void aScriptThatThrowsHasFailed() {
        serve((request, channel) -> {
            throw new IllegalStateException("a bug (this stack trace is expected)");
        });

        CallResult result = asterisk.call(plan(Far.answer()));

        assertThat(result.agiStatus()).isEqualTo("FAILURE");
        assertThat(result.outcome()).isEqualTo("failed");
    }

    @Test
    void withoutAnOutcomeVariableNoneIsSet() {
        serve((request, channel) -> {}, options -> options.outcomeVariable(null));

        CallResult result = asterisk.call(plan(Far.answer()));

        assertThat(result.agiStatus()).isEqualTo("SUCCESS");
        assertThat(result.outcome()).isEmpty();
    }

    @Test
    void aFullServerAnswersFailureAtOnce() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        serve(
                (request, channel) -> {
                    busy.countDown();
                    channel.execute(line("WAIT FOR DIGIT 10000"));
                },
                options -> options.maxCalls(1));
        LiveCall first = asterisk.place(plan(Far.answer()));
        assertThat(busy.await(5, TimeUnit.SECONDS)).isTrue();

        CallResult second = asterisk.call(plan(Far.answer()));

        assertThat(second.agiStatus()).isEqualTo("FAILURE");
        assertThat(second.outcome()).isEmpty();
        assertThat(server.health().refusedCalls()).isEqualTo(1);
        first.type("5");
        assertThat(first.result().outcome()).isEqualTo("done");
    }

    @Test
    void noServerIsAFailure() {
        serve((request, channel) -> {});
        CallPlan plan = plan(Far.answer());
        server.close();

        CallResult result = asterisk.call(plan);

        assertThat(result.agiStatus()).isEqualTo("FAILURE");
        assertThat(result.outcome()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WAIT FOR DIGIT 20000", "STREAM FILE %s \"\"", "GET DATA %s 20000", "EXEC Wait 20"})
    void aHangUpInTheMiddleOfACommandEndsIt(String command) throws Exception {
        BlockingQueue<AgiHangupException> seen = new LinkedBlockingQueue<>();
        serve((request, channel) -> {
            try {
                channel.execute(line(command.formatted(asterisk.sound("tone-20"))));
            } catch (AgiHangupException e) {
                seen.add(e);
                throw e;
            }
        });

        CallResult result = asterisk.call(plan(Far.answer().pause(SHORT).hangup()));

        assertThat(result.agiStatus()).isEqualTo("HANGUP");
        assertThat(result.outcome()).isEqualTo("done");
        assertThat(seen.poll(5, TimeUnit.SECONDS)).isNotNull();
        AgiListener.CallEnd end = end();
        assertThat(end.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(end.hungUp()).isTrue();
    }

    @Test
    void aHangUpWhileTheScriptWorksElsewhereIsToldAndDeadChannelCommandsStillWork() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        serve((request, channel) -> {
            channel.onHangup(() -> seen.add("told"));
            await().until(channel::isHungUp);
            seen.add(channel.execute(line("GET VARIABLE CHANNEL")).result());
            seen.add(channel.execute(line("SET VARIABLE AFTER yes")).result());
            try {
                channel.execute(line("STREAM FILE beep \"\""));
            } catch (AgiHangupException e) {
                seen.add(String.valueOf(e.reply().map(AgiReply::status).orElse(0)));
            }
        });

        CallResult result =
                asterisk.call(plan(Far.answer().pause(SHORT).hangup()).capture("AFTER"));

        assertThat(result.agiStatus()).isEqualTo("HANGUP");
        assertThat(result.variable("AFTER")).isEqualTo("yes");
        await().untilAsserted(() -> assertThat(seen).containsExactlyInAnyOrder("told", "1", "1", "511"));
    }

    @Test
    void withoutHangupNoticesTheFailureIsFoundToBeAHangUp() throws Exception {
        BlockingQueue<Boolean> seen = new LinkedBlockingQueue<>();
        serve((request, channel) -> {
            try {
                channel.execute(line("WAIT FOR DIGIT 20000"));
            } catch (AgiHangupException e) {
                seen.add(channel.isHungUp());
            }
        });

        CallResult result =
                asterisk.call(plan(Far.answer().pause(SHORT).hangup()).variable("AGISIGHUP", "no"));

        assertThat(result.agiStatus()).isEqualTo("HANGUP");
        assertThat(seen.poll(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whenAsteriskExitsOnHangUpTheScriptSeesTheHangUp() throws Exception {
        BlockingQueue<AgiHangupException> seen = new LinkedBlockingQueue<>();
        serve((request, channel) -> {
            try {
                channel.execute(line("WAIT FOR DIGIT 20000"));
                channel.execute(line("NOOP"));
            } catch (AgiHangupException e) {
                seen.add(e);
                throw e;
            }
        });

        asterisk.call(plan(Far.answer().pause(SHORT).hangup()).variable("AGIEXITONHANGUP", "yes"));

        assertThat(seen.poll(5, TimeUnit.SECONDS)).isNotNull();
        assertThat(end().outcome()).isEqualTo(AgiOutcome.DONE);
    }

    @Test
    void aFailureOnALiveChannelIsTheCommandsOwnAndTheScriptGoesOn() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        serve((request, channel) -> {
            seen.add(channel.execute(line("STREAM FILE nosuchfile \"\"")).toString());
            seen.add(channel.execute(line("GET DATA nosuchfile 1000")).toString());
            seen.add(channel.execute(line("RECEIVE CHAR 100")).toString());
            seen.add(channel.execute(line("NOOP")).toString());
        });

        CallResult result = asterisk.call(plan(Far.answer()));

        assertThat(seen)
                .containsExactly("200 result=-1 endpos=0", "200 result=-1", "200 result=-1 (hangup)", "200 result=0");
        assertThat(result.agiStatus())
                .as("Asterisk's own verdict on failing commands")
                .isEqualTo("FAILURE");
        assertThat(result.outcome()).isEqualTo("done");
    }

    @Test
    void aRedirectLooksLikeAHangUpAndTakesEffectWhenTheScriptEnds() throws Exception {
        asterisk.extension("elsewhere", "Set(ELSEWHERE=yes)", "Wait(1)", "Hangup()");
        CountDownLatch inside = new CountDownLatch(1);
        BlockingQueue<AgiHangupException> seen = new LinkedBlockingQueue<>();
        serve((request, channel) -> {
            inside.countDown();
            try {
                channel.execute(line("WAIT FOR DIGIT 20000"));
            } catch (AgiHangupException e) {
                seen.add(e);
            }
        });
        LiveCall call = asterisk.place(plan(Far.answer()).capture("ELSEWHERE"));
        assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();

        call.redirectNear(asterisk.testContext(), "elsewhere");

        assertThat(seen.poll(5, TimeUnit.SECONDS)).isNotNull();
        String near = call.nearUniqueId();
        asterisk.ami()
                .awaitEvent(
                        "VarSet",
                        e -> e.find("Uniqueid").orElse("").equals(near)
                                && e.find("Variable").orElse("").equals("ELSEWHERE"),
                        Duration.ofSeconds(5));
    }

    @Test
    void drainLetsCallsEndAndCutsTheRestHonestly() throws Exception {
        CountDownLatch inside = new CountDownLatch(2);
        serve((request, channel) -> {
            inside.countDown();
            channel.execute(line("WAIT FOR DIGIT 20000"));
        });
        LiveCall quick = asterisk.place(plan(Far.answer()));
        LiveCall slow = asterisk.place(plan(Far.answer()));
        assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();
        Thread typist = new Thread(() -> quick.type("1"));

        typist.start();
        int cut = server.drain(Duration.ofSeconds(1));

        assertThat(cut).isEqualTo(1);
        assertThat(quick.result().agiStatus()).isEqualTo("SUCCESS");
        assertThat(quick.result().outcome()).isEqualTo("done");
        assertThat(slow.result().agiStatus()).isEqualTo("FAILURE");
        typist.join();
    }

    @Test
    void aScriptPastItsDeadlineHasFailed() {
        serve(
                (request, channel) -> channel.execute(line("WAIT FOR DIGIT 20000")),
                options -> options.scriptDeadline(SHORT));

        CallResult result = asterisk.call(plan(Far.answer()));

        assertThat(result.agiStatus()).isEqualTo("FAILURE");
        assertThat(result.outcome()).isNotEqualTo("done");
    }

    @Test
    void inTheHangupHandlerTheChannelIsDeadFromTheStart() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        serve((request, channel) -> {
            seen.add(channel.execute(line("GET VARIABLE EXTEN")).result());
            try {
                channel.execute(line("ANSWER"));
            } catch (AgiHangupException e) {
                seen.add("dead " + channel.isHungUp());
            }
        });
        asterisk.dialplan("""
                [late]
                exten => run,1,Answer()
                 same => n,Hangup()
                exten => h,1,AGI(%s)
                """.formatted(asterisk.agiUrl(server.port(), "test")));
        asterisk.ami()
                .action(
                        "Originate",
                        java.util.Map.of(
                                "Channel", "Local/run@late/n",
                                "Application", "Wait",
                                "Data", "1",
                                "Async", "true"));

        assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("1");
        assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("dead true");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 500})
    void manyCallsAtOnceAreAllServed(int count) {
        AtomicInteger wrong = new AtomicInteger();
        serve(
                (request, channel) -> {
                    String mine = request.uniqueId();
                    channel.execute(line("SET VARIABLE MINE \"" + mine + "\""));
                    if (!channel.execute(line("GET VARIABLE MINE"))
                            .data()
                            .orElse("")
                            .equals(mine)) {
                        wrong.incrementAndGet();
                    }
                    if (!channel.execute(line("WAIT FOR DIGIT 30000")).result().equals("55")) {
                        wrong.incrementAndGet();
                    }
                },
                options -> options.maxCalls(count));
        // Again and again: a key that comes before its call has been served is lost.
        Far far = Far.answer();
        for (int seconds = 1; seconds <= 8; seconds *= 2) {
            far = far.pause(Duration.ofSeconds(seconds)).dtmf("7");
        }
        CallPlan plan = plan(far).timeout(Duration.ofSeconds(50));

        List<LiveCall> calls =
                IntStream.range(0, count).mapToObj(i -> asterisk.place(plan)).toList();

        assertThat(calls).extracting(LiveCall::result).allSatisfy(result -> {
            assertThat(result.agiStatus()).isEqualTo("SUCCESS");
            assertThat(result.outcome()).isEqualTo("done");
        });
        assertThat(wrong).hasValue(0);
        assertThat(server.health().totalCalls()).isEqualTo(count);
        await().untilAsserted(() -> assertThat(server.activeCalls()).isZero());
    }
}
