// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiInterruptedException;
import org.offhook.agi.AgiListener;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.AgiTimeoutException;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.HangupReason;
import org.offhook.agi.SendAhead;
import org.offhook.agi.routing.AgiRouter;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The life of a session, with the test as the transport. */
class AgiSessionTest {

    /** A command of a user's own: everything but the line is the interface's default. */
    record Plain(String line) implements AgiCommand<String> {
        @Override
        public String result(AgiReply reply) {
            return reply.result();
        }
    }

    record Ahead(String line, SendAhead sendAhead) implements AgiCommand<String> {
        @Override
        public String result(AgiReply reply) {
            return reply.result();
        }
    }

    private final ScriptExecutor executor = new ScriptExecutor(4);
    private final List<AgiRuntime> runtimes = new ArrayList<>();

    @AfterEach
    void endsAllThreads() {
        runtimes.forEach(AgiRuntime::close);
        assertThat(executor.close(Duration.ofSeconds(5)))
                .as("all scripts ended")
                .isTrue();
        assertThat(executor.activeCalls()).isZero();
    }

    private MemoryTransport start(AgiScript script) {
        return start(1, script, runtime -> runtime);
    }

    private MemoryTransport start(
            int depth, AgiScript script, java.util.function.UnaryOperator<AgiRuntime.Builder> options) {
        AgiRuntime runtime = options.apply(AgiRuntime.builder(AgiRouter.of(script), executor))
                .build();
        runtimes.add(runtime);
        MemoryTransport transport = new MemoryTransport(depth);
        AgiRequest request = AgiRequest.of(
                Map.of("agi_channel", "Local/1@a-0;2", "agi_uniqueid", "1.2", "agi_network_script", "hello?token=x"),
                new AgiCapabilities("Memory", 2046, depth, true),
                null);
        transport.session = new AgiSession(request, transport, runtime);
        assertThat(executor.tryReserve()).isTrue();
        executor.start(transport.session);
        return transport;
    }

    private static void ends(MemoryTransport transport, AgiOutcome outcome) {
        await().untilAsserted(() -> assertThat(transport.ends).containsExactly(outcome));
    }

    @Test
    void runsCommandsOneAtATimeAndTellsTheOutcome() throws Exception {
        List<String> results = new CopyOnWriteArrayList<>();
        MemoryTransport transport = start((request, channel) -> {
            results.add(channel.execute(new Plain("A")));
            results.add(channel.execute(new Plain("B")));
        });

        transport.answer("A", "200 result=1");
        transport.answer("B", "200 result=2");
        transport.answerOutcome("done");

        ends(transport, AgiOutcome.DONE);
        assertThat(results).containsExactly("1", "2");
        assertThat(transport.isQuiet()).as("nothing after the end").isTrue();
    }

    @Test
    void setsNoOutcomeVariableWhenItIsOff() throws Exception {
        MemoryTransport transport =
                start(1, (request, channel) -> channel.submit(new Plain("A")), r -> r.outcomeVariable(null));

        AgiTransport.Outgoing last = transport.take("A");
        assertThat(transport.ends).as("a submitted command runs before the end").isEmpty();
        transport.session.reply(last.token(), AgiReply.parse("200 result=0"));

        ends(transport, AgiOutcome.DONE);
    }

    @Test
    void submittedCommandsKeepTheirOrderAndRunBeforeTheEnd() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        MemoryTransport transport = start((request, channel) -> {
            for (String line : List.of("A", "B", "C")) {
                channel.submit(new Plain(line)).thenAccept(result -> order.add(line + result));
            }
        });

        for (String line : List.of("A", "B", "C")) {
            AgiTransport.Outgoing command = transport.take(line);
            assertThat(transport.isQuiet()).as("one outstanding").isTrue();
            transport.session.reply(command.token(), AgiReply.parse("200 result=5"));
        }
        transport.answerOutcome("done");

        ends(transport, AgiOutcome.DONE);
        await().untilAsserted(() -> assertThat(order).containsExactly("A5", "B5", "C5"));
    }

    @Test
    void oneFailingSubmitLeavesTheOthersAlone() throws Exception {
        List<CompletableFuture<String>> futures = new CopyOnWriteArrayList<>();
        MemoryTransport transport = start((request, channel) -> {
            for (String line : List.of("A", "B", "C")) {
                futures.add(channel.submit(new Plain(line)));
            }
        });

        transport.answer("A", "200 result=1");
        transport.answer("B", "510 Invalid or unknown command");
        transport.answer("C", "200 result=3");
        transport.answerOutcome("done");
        ends(transport, AgiOutcome.DONE);

        assertThat(futures.get(0).get(5, TimeUnit.SECONDS)).isEqualTo("1");
        assertThatThrownBy(() -> futures.get(1).get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(AgiCommandException.class);
        assertThat(futures.get(2).get(5, TimeUnit.SECONDS)).isEqualTo("3");
    }

    @Test
    void aCancelledSubmitThatWasNotSentIsNeverSent() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        MemoryTransport transport = start((request, channel) -> {
            channel.submit(new Plain("A"));
            Future<String> second = channel.submit(new Plain("B"));
            channel.submit(new Plain("C"));
            second.cancel(false);
            cancelled.countDown();
        });

        assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
        transport.answer("A", "200 result=1");
        transport.answer("C", "200 result=1");
        transport.answerOutcome("done");
        ends(transport, AgiOutcome.DONE);
    }

    @Test
    void sendsAheadOnlyWhatNeitherFailsNorActsAndNotDeeperThanTheTransportAllows() throws Exception {
        MemoryTransport transport = start(
                3,
                (request, channel) -> {
                    for (String line : List.of("A", "B", "C", "D")) {
                        channel.submit(new Ahead(line, SendAhead.REPEATABLE));
                    }
                    channel.submit(new Plain("ACT"));
                    channel.submit(new Ahead("E", SendAhead.ONCE));
                },
                r -> r.outcomeVariable(null));

        List<AgiTransport.Outgoing> first = List.of(transport.take("A"), transport.take("B"), transport.take("C"));
        assertThat(transport.isQuiet()).as("depth 3").isTrue();
        transport.session.reply(first.get(0).token(), AgiReply.parse("200 result=1"));
        AgiTransport.Outgoing fourth = transport.take("D");
        transport.session.reply(first.get(1).token(), AgiReply.parse("200 result=1"));
        transport.session.reply(first.get(2).token(), AgiReply.parse("200 result=1"));
        assertThat(transport.isQuiet()).as("an acting command goes alone").isTrue();
        transport.session.reply(fourth.token(), AgiReply.parse("200 result=1"));
        AgiTransport.Outgoing acting = transport.take("ACT");
        assertThat(transport.isQuiet()).as("nothing behind an acting command").isTrue();
        transport.session.reply(acting.token(), AgiReply.parse("200 result=1"));
        transport.answer("E", "200 result=1");
        ends(transport, AgiOutcome.DONE);
    }

    @Test
    void aPausedTransportGetsNothingUntilItResumes() throws Exception {
        CountDownLatch paused = new CountDownLatch(1);
        MemoryTransport transport = start((request, channel) -> {
            paused.await();
            channel.execute(new Plain("A"));
        });
        transport.session.paused();
        paused.countDown();

        await().pollDelay(Duration.ofMillis(50)).until(transport::isQuiet);
        transport.session.resumed();

        transport.answer("A", "200 result=1");
        transport.answerOutcome("done");
        ends(transport, AgiOutcome.DONE);
    }

    @Test
    void anExceptionOfExecuteHasTheStackTraceOfItsCaller() throws Exception {
        AtomicReference<AgiException> thrown = new AtomicReference<>();
        MemoryTransport transport = start((request, channel) -> {
            try {
                namedInTheTrace(channel);
            } catch (AgiException e) {
                thrown.set(e);
            }
        });

        transport.session.lost(transport.take("A").token(), new AgiTransportException("gone", null));
        transport.answerOutcome("done");
        ends(transport, AgiOutcome.DONE);

        assertThat(thrown.get().getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("namedInTheTrace"));
    }

    private static void namedInTheTrace(AgiChannel channel) {
        channel.execute(new Plain("A"));
    }

    @Test
    void refusesABadLineBeforeAnythingIsSent() throws Exception {
        AtomicReference<Exception> thrown = new AtomicReference<>();
        MemoryTransport transport = start((request, channel) -> {
            try {
                channel.execute(new Plain("SET VARIABLE \"A\" \"x\nHANGUP\""));
            } catch (IllegalArgumentException e) {
                thrown.set(e);
            }
        });

        transport.answerOutcome("done");
        ends(transport, AgiOutcome.DONE);
        assertThat(thrown.get()).hasMessageContaining("line feed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 result=-1", "200 result=-1 endpos=4000", "200 result=1 (hangup) endpos=5"})
    void aFailureAfterAHangupIsTheHangupAndHoldsTheReply(String reply) throws Exception {
        AtomicReference<AgiHangupException> thrown = new AtomicReference<>();
        MemoryTransport transport = start((request, channel) -> {
            try {
                channel.execute(new Plain("A"));
            } catch (AgiHangupException e) {
                thrown.set(e);
                throw e;
            }
        });

        AgiTransport.Outgoing command = transport.take("A");
        transport.session.hungUp(HangupReason.HANGUP);
        transport.session.reply(command.token(), AgiReply.parse(reply));
        transport.answerOutcome("done");

        ends(transport, AgiOutcome.DONE);
        assertThat(thrown.get().reply()).contains(AgiReply.parse(reply));
        assertThat(thrown.get().reason()).isEqualTo(HangupReason.HANGUP);
    }

    @Test
    void aFailureWhileTheChannelIsAliveIsTheCommandsOwn() throws Exception {
        AtomicReference<String> result = new AtomicReference<>();
        MemoryTransport transport = start((request, channel) -> result.set(channel.execute(new Plain("A"))));

        transport.answer("A", "200 result=-1");
        transport.answerOutcome("done");

        ends(transport, AgiOutcome.DONE);
        assertThat(result).hasValue("-1");
    }

    @Test
    void a511IsAHangupEvenWithoutANotice() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        MemoryTransport transport = start((request, channel) -> {
            channel.onHangup(told::countDown);
            channel.execute(new Plain("A"));
        });

        transport.answer("A", "511 Command Not Permitted on a dead channel or intercept routine");
        transport.answerOutcome("done");

        ends(transport, AgiOutcome.DONE);
        assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(transport.session.channel().isHungUp()).isTrue();
    }

    @Test
    void commandsThatADeadChannelPermitsKeepWorking() throws Exception {
        AtomicReference<String> result = new AtomicReference<>();
        MemoryTransport transport = start((request, channel) -> {
            await().until(channel::isHungUp);
            result.set(channel.execute(new Plain("GET VARIABLE \"X\"")));
        });
        transport.session.hungUp(HangupReason.HANGUP);

        transport.answer("GET VARIABLE \"X\"", "200 result=1 (y)");
        transport.answerOutcome("done");

        ends(transport, AgiOutcome.DONE);
        assertThat(result).hasValue("1");
    }

    @Test
    void onHangupRunsOnceAlsoWhenNothingIsReadAndWhenItComesLate() throws Exception {
        AtomicInteger early = new AtomicInteger();
        AtomicInteger late = new AtomicInteger();
        CountDownLatch registered = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        MemoryTransport transport = start((request, channel) -> {
            channel.onHangup(early::incrementAndGet);
            registered.countDown();
            goOn.await();
            channel.onHangup(late::incrementAndGet);
        });
        assertThat(registered.await(5, TimeUnit.SECONDS)).isTrue();

        transport.session.hungUp(HangupReason.HANGUP);
        transport.session.hungUp(HangupReason.HANGUP);
        transport.session.hungUp(HangupReason.CLOSED);
        await().untilAtomic(early, org.hamcrest.Matchers.is(1));
        goOn.countDown();
        await().untilAtomic(late, org.hamcrest.Matchers.is(1));

        transport.answerOutcome("done");
        ends(transport, AgiOutcome.DONE);
        assertThat(early).hasValue(1);
    }

    @Test
    void onHangupIsNotCalledWhenTheScriptEndsFirst() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        MemoryTransport transport = start((request, channel) -> channel.onHangup(calls::incrementAndGet));
        transport.answerOutcome("done");
        ends(transport, AgiOutcome.DONE);

        transport.session.hungUp(HangupReason.CLOSED);

        await().during(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(calls).hasValue(0));
    }

    @Test
    void aRefusalIsToldAsRefusedAndAnythingElseAsFailed() throws Exception {
        MemoryTransport refused = start((request, channel) -> {
            throw new AgiRefusedException("not today");
        });
        refused.answerOutcome("refused");
        ends(refused, AgiOutcome.REFUSED);

        MemoryTransport failed = start((request, channel) -> {
            throw new IllegalStateException("a bug (this stack trace is expected)");
        });
        failed.answerOutcome("failed");
        ends(failed, AgiOutcome.FAILED);
    }

    @Test
    void aHangupWrappedByTheScriptIsStillANormalEnd() throws Exception {
        MemoryTransport transport = start((request, channel) -> {
            try {
                channel.execute(new Plain("A"));
            } catch (AgiException e) {
                throw new IllegalStateException("wrapped", e);
            }
        });
        AgiTransport.Outgoing command = transport.take("A");
        transport.session.hungUp(HangupReason.HANGUP);
        transport.session.reply(command.token(), AgiReply.parse("200 result=-1"));
        transport.answerOutcome("done");

        ends(transport, AgiOutcome.DONE);
    }

    @Test
    void cutWhileACommandRunsFailsItInterruptsTheScriptAndEndsAtOnce() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        MemoryTransport transport = start((request, channel) -> {
            try {
                channel.execute(new Plain("A"));
            } catch (AgiTransportException e) {
                thrown.set(e);
            }
            channel.execute(new Plain("B"));
        });
        transport.take("A");

        transport.session.cut("the server is shutting down");

        ends(transport, AgiOutcome.FAILED);
        await().untilAsserted(() -> assertThat(thrown.get()).hasMessage("the server is shutting down"));
        await().until(() -> executor.activeCalls() == 0);
        assertThat(transport.isQuiet()).as("nothing is sent after a cut").isTrue();
    }

    @Test
    void cutWhileIdleTellsTheOutcomeFirst() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        MemoryTransport transport = start((request, channel) -> {
            began.countDown();
            never.await();
        });
        assertThat(began.await(5, TimeUnit.SECONDS)).isTrue();

        transport.session.cut("enough");

        transport.answerOutcome("failed");
        ends(transport, AgiOutcome.FAILED);
    }

    @Test
    void aScriptThatRunsPastItsDeadlineIsInterruptedAndItsCallFails() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        MemoryTransport transport = start(
                1,
                (request, channel) -> {
                    try {
                        channel.execute(new Plain("A"));
                    } catch (AgiTimeoutException e) {
                        thrown.set(e);
                        throw e;
                    }
                },
                r -> r.scriptDeadline(Duration.ofMillis(50)));
        transport.take("A");

        ends(transport, AgiOutcome.FAILED);
        await().untilAsserted(() -> assertThat(thrown.get()).hasMessageContaining("deadline of PT0.05S"));
    }

    @Test
    void aHangupInterruptsTheScriptOnlyWhenAskedTo() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(1);
        MemoryTransport transport = start(
                1,
                (request, channel) -> {
                    began.countDown();
                    never.await();
                },
                r -> r.interruptOnHangup(true));
        assertThat(began.await(5, TimeUnit.SECONDS)).isTrue();

        transport.session.hungUp(HangupReason.HANGUP);

        transport.answerOutcome("done");
        ends(transport, AgiOutcome.DONE);
    }

    @Test
    void aForeignInterruptEndsTheWaitButNotTheSession() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        List<String> seen = new CopyOnWriteArrayList<>();
        MemoryTransport transport = start((request, channel) -> {
            thread.set(Thread.currentThread());
            try {
                channel.execute(new Plain("A"));
            } catch (AgiInterruptedException e) {
                seen.add("interrupted " + Thread.interrupted());
            }
            seen.add(channel.execute(new Plain("B")));
        });
        AgiTransport.Outgoing first = transport.take("A");
        thread.get().interrupt();
        await().until(() -> seen.contains("interrupted true"));
        assertThat(transport.isQuiet()).as("A is still outstanding").isTrue();

        transport.session.reply(first.token(), AgiReply.parse("200 result=1"));
        transport.answer("B", "200 result=2");
        transport.answerOutcome("done");

        ends(transport, AgiOutcome.DONE);
        assertThat(seen).containsExactly("interrupted true", "2");
    }

    @Test
    void anAnswerToAnUnknownTokenIsNobodysAnswer() throws Exception {
        AtomicReference<String> result = new AtomicReference<>();
        MemoryTransport transport = start((request, channel) -> result.set(channel.execute(new Plain("A"))));
        AgiTransport.Outgoing command = transport.take("A");

        transport.session.reply(command.token() + 77, AgiReply.parse("200 result=wrong"));
        transport.session.reply(command.token(), AgiReply.parse("200 result=right"));
        transport.session.reply(command.token(), AgiReply.parse("200 result=again"));
        transport.answerOutcome("done");

        ends(transport, AgiOutcome.DONE);
        assertThat(result).hasValue("right");
    }

    @Test
    void aChannelTakesNoCommandsAfterItsScript() throws Exception {
        AtomicReference<AgiChannel> kept = new AtomicReference<>();
        MemoryTransport transport = start((request, channel) -> kept.set(channel));
        transport.answerOutcome("done");
        ends(transport, AgiOutcome.DONE);

        assertThatThrownBy(() -> kept.get().execute(new Plain("A")))
                .isInstanceOf(AgiTransportException.class)
                .hasMessageContaining("ended");
        assertThat(transport.isQuiet()).isTrue();
    }

    @Test
    void listenersSeeTheCallItsCommandsAndItsEndAndCannotHarmIt() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        AgiListener listener = new AgiListener() {
            @Override
            public void callStarted(AgiRequest request) {
                seen.add("started " + request.script());
            }

            @Override
            public void commandCompleted(
                    AgiRequest request, AgiCommand<?> command, Duration took, AgiException failure) {
                seen.add(command.line() + " "
                        + (failure == null ? "ok" : failure.getClass().getSimpleName()));
                assertThat(took).isPositive();
            }

            @Override
            public void callEnded(AgiRequest request, CallEnd end) {
                seen.add("ended " + end.outcome() + " after " + end.commands() + ": " + end.reason());
                throw new IllegalStateException("a listener's bug (this stack trace is expected)");
            }
        };
        MemoryTransport transport = start(
                1,
                (request, channel) -> {
                    channel.execute(new Plain("A"));
                    channel.execute(new Plain("B"));
                },
                r -> r.listeners(List.of(listener)));
        transport.answer("A", "200 result=1");
        transport.answer("B", "510 Invalid or unknown command");
        transport.answerOutcome("failed");

        ends(transport, AgiOutcome.FAILED);
        await().untilAsserted(() -> assertThat(seen).hasSize(4));
        assertThat(seen)
                .startsWith("started hello", "A ok", "B AgiCommandException")
                .last()
                .asString()
                .startsWith("ended FAILED after 2: Asterisk does not know this command");
    }

    @Test
    void logLinesOfAScriptNameItsCall() throws Exception {
        AtomicReference<Map<String, String>> mdc = new AtomicReference<>();
        MemoryTransport transport = start((request, channel) -> mdc.set(MDC.getCopyOfContextMap()));
        transport.answerOutcome("done");
        ends(transport, AgiOutcome.DONE);

        assertThat(mdc.get())
                .containsEntry("channel", "Local/1@a-0;2")
                .containsEntry("uniqueid", "1.2")
                .containsEntry("script", "hello");
    }

    @Test
    void severalThreadsShareOneChannelWithoutMixingAnswers() throws Exception {
        AtomicInteger wrong = new AtomicInteger();
        MemoryTransport transport = start((request, channel) -> {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int id = t;
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < 50; i++) {
                        String line = "GET-" + id + "-" + i;
                        if (!channel.execute(new Plain(line)).equals(line)) {
                            wrong.incrementAndGet();
                        }
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        });

        for (int i = 0; i < 200; i++) {
            AgiTransport.Outgoing command = transport.take();
            assertThat(transport.isQuiet()).isTrue();
            transport.session.reply(command.token(), AgiReply.parse("200 result=" + command.line()));
        }
        transport.answerOutcome("done");
        ends(transport, AgiOutcome.DONE);
        assertThat(wrong).hasValue(0);
    }

    @Test
    void aSubmittedCommandThatCannotReadItsReplyFailsItsFuture() throws Exception {
        AtomicReference<CompletableFuture<Long>> future = new AtomicReference<>();
        MemoryTransport transport = start((request, channel) -> future.set(channel.submit(new AgiCommand<Long>() {
            @Override
            public String line() {
                return "A";
            }

            @Override
            public Long result(AgiReply reply) {
                return Long.parseLong(reply.result());
            }
        })));
        transport.answer("A", "200 result=12#");
        transport.answerOutcome("done");
        ends(transport, AgiOutcome.DONE);

        assertThatThrownBy(() -> future.get().get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(NumberFormatException.class);
    }

    @Test
    void aHangupThatInterruptsAScriptDoesNotLoseTheReplyOfItsCommand() throws Exception {
        AtomicReference<AgiHangupException> thrown = new AtomicReference<>();
        MemoryTransport transport = start(
                1,
                (request, channel) -> {
                    try {
                        channel.execute(new Plain("RECORD"));
                    } catch (AgiHangupException e) {
                        thrown.set(e);
                        throw e;
                    }
                },
                r -> r.interruptOnHangup(true));
        AgiTransport.Outgoing command = transport.take("RECORD");
        transport.session.hungUp(HangupReason.HANGUP);
        transport.session.reply(command.token(), AgiReply.parse("200 result=-1 (hangup) endpos=16000"));
        transport.answerOutcome("done");

        ends(transport, AgiOutcome.DONE);
        await().untilAsserted(() -> assertThat(thrown.get()).isNotNull());
        assertThat(thrown.get().reply().orElseThrow().attributeNumber("endpos")).hasValue(16000);
    }

    @Test
    void aFutureGivenAfterTheEndOfTheServerStillCompletes() throws Exception {
        AtomicReference<AgiChannel> kept = new AtomicReference<>();
        MemoryTransport transport = start((request, channel) -> kept.set(channel));
        transport.answerOutcome("done");
        ends(transport, AgiOutcome.DONE);
        executor.close();

        assertThatThrownBy(() -> kept.get().submit(new Plain("A")).get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(AgiTransportException.class);
    }

    @Test
    void aScriptsExceptionCannotForgeALogLine() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("org.offhook.agi");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            MemoryTransport transport = start((request, channel) -> {
                throw new IllegalArgumentException("no account 1\n2026-11-21 12:00:00 INFO paid\u001b[2J");
            });
            transport.answerOutcome("failed");
            ends(transport, AgiOutcome.FAILED);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .filteredOn(event -> event.getThrowableProxy() != null)
                .singleElement()
                .satisfies(
                        event -> assertThat(event.getThrowableProxy().getMessage())
                                .isEqualTo(
                                        "java.lang.IllegalArgumentException: no account 1\n\t| 2026-11-21 12:00:00 INFO paid?[2J"));
    }
}
