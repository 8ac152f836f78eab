// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiInterruptedException;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.HangupReason;
import org.offhook.agi.SendAhead;
import org.offhook.agi.command.Playback;
import org.offhook.agi.command.StreamFile;
import org.offhook.agi.routing.AgiRouter;

/** Stopping the command under way, with the test as the transport. */
class StopTest {

    private static final StreamFile PROMPT = new StreamFile("prompt", "");

    private record Quick(String line) implements AgiCommand<String> {
        @Override
        public String result(AgiReply reply) {
            return reply.result();
        }

        @Override
        public SendAhead sendAhead() {
            return SendAhead.REPEATABLE;
        }
    }

    private final ScriptExecutor executor = new ScriptExecutor(1);
    private final ExecutorService outside = Executors.newCachedThreadPool();
    private final CompletableFuture<AgiChannel> channel = new CompletableFuture<>();
    private final CompletableFuture<Playback> played = new CompletableFuture<>();
    private AgiRuntime runtime;

    @AfterEach
    void end() {
        outside.shutdownNow();
        runtime.close();
        assertThat(executor.close(Duration.ofSeconds(5))).isTrue();
    }

    private MemoryTransport start(int depth, AgiScript script) {
        runtime = AgiRuntime.builder(AgiRouter.of(script), executor).build();
        MemoryTransport transport = new MemoryTransport(depth);
        AgiRequest request = AgiRequest.of(
                Map.of("agi_channel", "Local/1@a-0;2", "agi_uniqueid", "1.2"),
                new AgiCapabilities("Memory", 2046, depth, true),
                null);
        transport.session = new AgiSession(request, transport, runtime);
        assertThat(executor.tryReserve()).isTrue();
        executor.start(transport.session);
        return transport;
    }

    /** A script that plays the prompt and then runs another command. */
    private MemoryTransport startPrompt() {
        return start(1, (request, its) -> {
            channel.complete(its);
            try {
                played.complete(its.execute(PROMPT));
            } catch (RuntimeException e) {
                played.completeExceptionally(e);
                throw e;
            }
            its.execute(new Quick("NOOP"));
        });
    }

    private Future<Boolean> stop() throws Exception {
        AgiChannel its = channel.get(5, TimeUnit.SECONDS);
        return outside.submit(its::stop);
    }

    private static <T> T soon(Future<T> future) throws Exception {
        return future.get(5, TimeUnit.SECONDS);
    }

    @Test
    void aStoppedCommandSaysSoAndTheScriptGoesOn() throws Exception {
        MemoryTransport transport = startPrompt();
        AgiTransport.Outgoing prompt = transport.take(PROMPT.line());

        Future<Boolean> stopped = stop();
        MemoryTransport.Stop stop = transport.takeStop();
        assertThat(stop.command()).isSameAs(prompt);
        transport.session.reply(
                prompt.token(), AgiReply.parse("200 result=0 endpos=800").asStopped());
        stop.effect().complete(true);

        assertThat(soon(stopped)).isTrue();
        assertThat(soon(played).stopped()).isTrue();
        transport.answer("NOOP", "200 result=0");
        transport.answerOutcome("done");
        await().untilAsserted(() -> assertThat(transport.ends).containsExactly(AgiOutcome.DONE));
    }

    @Test
    void aCommandThatEndedByItselfWasNotStopped() throws Exception {
        MemoryTransport transport = startPrompt();
        AgiTransport.Outgoing prompt = transport.take(PROMPT.line());

        Future<Boolean> stopped = stop();
        MemoryTransport.Stop stop = transport.takeStop();
        transport.session.reply(prompt.token(), AgiReply.parse("200 result=0 endpos=800"));
        stop.effect().complete(false);

        assertThat(soon(stopped)).isFalse();
        assertThat(soon(played).stopped()).isFalse();
        transport.answer("NOOP", "200 result=0");
        transport.answerOutcome("done");
    }

    @Test
    void withNothingUnderWayThereIsNothingToStop() throws Exception {
        CompletableFuture<Void> leave = new CompletableFuture<>();
        MemoryTransport transport = start(1, (request, its) -> {
            channel.complete(its);
            leave.get(10, TimeUnit.SECONDS);
        });

        assertThat(soon(stop())).isFalse();
        assertThat(transport.hasStops()).isFalse();

        leave.complete(null);
        transport.answerOutcome("done");
        await().untilAsserted(() -> assertThat(transport.ends).hasSize(1));
        assertThat(soon(stop())).as("after the end").isFalse();
        assertThat(transport.hasStops()).isFalse();
    }

    @Test
    void theCommandThatRunsIsStoppedNotThoseBehindIt() throws Exception {
        CompletableFuture<Void> leave = new CompletableFuture<>();
        MemoryTransport transport = start(4, (request, its) -> {
            its.submit(new Quick("A"));
            its.submit(new Quick("B"));
            channel.complete(its);
            leave.get(10, TimeUnit.SECONDS);
        });
        AgiTransport.Outgoing first = transport.take("A");
        AgiTransport.Outgoing second = transport.take("B");

        Future<Boolean> stopped = stop();
        MemoryTransport.Stop stop = transport.takeStop();
        assertThat(stop.command()).isSameAs(first);
        stop.effect().complete(false);
        assertThat(soon(stopped)).isFalse();

        transport.session.reply(first.token(), AgiReply.parse("200 result=0"));
        stopped = stop();
        stop = transport.takeStop();
        assertThat(stop.command()).isSameAs(second);
        stop.effect().complete(false);
        assertThat(soon(stopped)).isFalse();
        transport.session.reply(second.token(), AgiReply.parse("200 result=0"));
        leave.complete(null);
        transport.answerOutcome("done");
    }

    @Test
    void aStopThatFailsIsNone() throws Exception {
        MemoryTransport transport = startPrompt();
        AgiTransport.Outgoing prompt = transport.take(PROMPT.line());

        Future<Boolean> stopped = stop();
        transport.takeStop().effect().completeExceptionally(new IllegalStateException("no link"));
        assertThat(soon(stopped)).isFalse();
        stopped = stop();
        transport.takeStop().effect().cancel(false);
        assertThat(soon(stopped)).isFalse();

        transport.session.reply(prompt.token(), AgiReply.parse("200 result=0"));
        transport.answer("NOOP", "200 result=0");
        transport.answerOutcome("done");
    }

    @Test
    void aStopThatIsNeverToldOfIsNotWaitedForLong() throws Exception {
        MemoryTransport transport = startPrompt();
        AgiTransport.Outgoing prompt = transport.take(PROMPT.line());

        Future<Boolean> stopped = stop();
        transport.takeStop();
        assertThat(stopped.get(10, TimeUnit.SECONDS)).isFalse();

        transport.session.reply(prompt.token(), AgiReply.parse("200 result=0"));
        transport.answer("NOOP", "200 result=0");
        transport.answerOutcome("done");
    }

    @Test
    void anInterruptedThreadWaitsNoLonger() throws Exception {
        MemoryTransport transport = startPrompt();
        AgiTransport.Outgoing prompt = transport.take(PROMPT.line());

        CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
        AgiChannel its = channel.get(5, TimeUnit.SECONDS);
        Thread stopper = new Thread(() -> {
            assertThatThrownBy(its::stop).isInstanceOf(AgiInterruptedException.class);
            stillInterrupted.complete(Thread.interrupted());
        });
        stopper.start();
        transport.takeStop();
        stopper.interrupt();
        assertThat(soon(stillInterrupted)).isTrue();

        transport.session.reply(prompt.token(), AgiReply.parse("200 result=0"));
        transport.answer("NOOP", "200 result=0");
        transport.answerOutcome("done");
    }

    @Test
    void aCommandThatWasStoppedJustBeforeAHangupIsNoHangup() throws Exception {
        MemoryTransport transport = startPrompt();
        AgiTransport.Outgoing prompt = transport.take(PROMPT.line());

        transport.session.hungUp(HangupReason.HANGUP);
        transport.session.reply(
                prompt.token(), AgiReply.parse("200 result=0 endpos=800").asStopped());

        assertThat(soon(played).stopped()).isTrue();
        transport.answer("NOOP", "511 Command Not Permitted on a dead channel or intercept routine");
        transport.answerOutcome("done");
        await().untilAsserted(() -> assertThat(transport.ends).hasSize(1));
    }

    @Test
    void aHangupDuringAStopIsAHangup() throws Exception {
        MemoryTransport transport = startPrompt();
        AgiTransport.Outgoing prompt = transport.take(PROMPT.line());

        Future<Boolean> stopped = stop();
        MemoryTransport.Stop stop = transport.takeStop();
        transport.session.hungUp(HangupReason.HANGUP);
        transport.session.reply(prompt.token(), AgiReply.parse("200 result=-1 endpos=800"));
        stop.effect().complete(false);

        assertThat(soon(stopped)).isFalse();
        assertThatThrownBy(() -> soon(played)).hasCauseInstanceOf(AgiHangupException.class);
        transport.answerOutcome("done");
    }
}
