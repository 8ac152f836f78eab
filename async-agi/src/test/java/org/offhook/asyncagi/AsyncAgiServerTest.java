// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.offhook.asyncagi.Bench.get;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiListener;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.asyncagi.AsyncAgiServer.Health;
import org.offhook.asyncagi.AsyncAgiServer.State;
import org.offhook.testkit.FakeChannel;

/** Limits, drain, close, health: the same meaning as with FastAGI. */
class AsyncAgiServerTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aCallTooManyIsRefused() {
        bench.start(builder -> builder.maxCalls(2));
        FakeChannel first = bench.park();
        FakeChannel second = bench.park();
        Puppet.Call one = bench.puppet.next();
        bench.puppet.next();
        FakeChannel third = bench.park();
        Bench.assertOutcome(third, "refused", "FAILURE");
        assertThat(bench.server.activeCalls()).isEqualTo(2);
        assertThat(bench.server.health().refusedCalls()).isEqualTo(1);
        one.leave();
        await().until(() -> !first.isParked() || !second.isParked());
        await().until(() -> bench.server.activeCalls() == 1);
        bench.park();
        bench.puppet.next();
    }

    @Test
    void healthSaysHowItStands() {
        bench.start(builder -> builder.maxCalls(7));
        Health before = bench.server.health();
        assertThat(before.state()).isEqualTo(State.RUNNING);
        assertThat(before.servers()).containsEntry("fake", true);
        assertThat(before.maxCalls()).isEqualTo(7);
        assertThat(before.totalCalls()).isZero();
        bench.park();
        bench.asterisk.park("agi:async,/somebody/else");
        Puppet.Call call = bench.puppet.next();
        await().until(() -> bench.server.health().parkedCalls() == 2);
        assertThat(bench.server.health().activeCalls()).isEqualTo(1);
        assertThat(bench.server.health().totalCalls()).isEqualTo(1);
        bench.asterisk.unreachable(true);
        await().until(() -> !bench.isUp());
        assertThat(bench.server.health().servers()).containsEntry("fake", false);
        bench.asterisk.unreachable(false);
        await().until(bench::isUp);
        call.leave();
        await().until(() -> bench.server.health().activeCalls() == 0);
        assertThat(bench.server.health().uptime()).isPositive();
        assertThat(bench.server.toString()).contains("fake");
    }

    @Test
    void drainWaitsForCallsAndRefusesNewOnes() {
        bench.start();
        FakeChannel channel = bench.park().variable("A", "a");
        Puppet.Call call = bench.puppet.next();
        CompletableFuture<Integer> cut =
                CompletableFuture.supplyAsync(() -> bench.server.drain(Duration.ofSeconds(20)));
        await().until(() -> bench.server.health().state() == State.DRAINING);
        FakeChannel late = bench.park();
        Bench.assertOutcome(late, "refused", "FAILURE");
        assertThat(get(call.channel.submit(new GetVariable("A")))).hasValue("a");
        assertThat(cut).isNotDone();
        call.leave();
        assertThat(get(cut)).isZero();
        Bench.assertOutcome(channel, "done", "SUCCESS");
    }

    @Test
    void drainCutsTheRest() {
        bench.start();
        List<FakeChannel> channels =
                IntStream.range(0, 5).mapToObj(i -> bench.park()).toList();
        List<Puppet.Call> calls =
                IntStream.range(0, 5).mapToObj(i -> bench.puppet.next()).toList();
        assertThat(bench.server.drain(Duration.ofMillis(100))).isEqualTo(5);
        assertThat(calls).allMatch(Puppet.Call::wasInterrupted);
        channels.forEach(channel -> Bench.assertOutcome(channel, "failed", "FAILURE"));
        assertThat(bench.server.health().failedCalls()).isEqualTo(5);
    }

    @Test
    void closeCutsAllAndCanBeRepeated() {
        bench.start();
        FakeChannel channel = bench.park();
        Puppet.Call call = bench.puppet.next();
        bench.server.close();
        assertThat(call.wasInterrupted()).isTrue();
        Bench.assertOutcome(channel, "failed", "FAILURE");
        assertThat(bench.server.health().state()).isEqualTo(State.CLOSED);
        bench.server.close();
        assertThat(bench.server.drain(Duration.ofSeconds(5))).isZero();
        FakeChannel later = bench.park();
        await().during(Duration.ofMillis(100)).until(() -> later.commands().isEmpty());
    }

    @Test
    void closeInAScriptEnds() {
        bench.start();
        bench.park();
        Puppet.Call call = bench.puppet.next();
        CompletableFuture<Boolean> closed = call.run(agi -> {
            bench.server.close();
            return true;
        });
        assertThat(get(closed)).isTrue();
        await().until(call::isOver);
    }

    @Test
    void closeStopsNoOtherProgram() {
        bench.start();
        FakeChannel theirs = bench.asterisk.park("agi:async,/theirs");
        await().until(() -> bench.server.health().parkedCalls() == 1);
        bench.server.close();
        assertThat(theirs.isParked()).isTrue();
        assertThat(theirs.commands()).isEmpty();
    }

    @Test
    void closeWithAPromptThatNeverEndsDoesNotHang() {
        bench.start();
        bench.park().hold("EXEC");
        Puppet.Call call = bench.puppet.next();
        call.channel.submit(new RawCommand("EXEC Wait 600"));
        long begin = System.nanoTime();
        bench.server.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(call.isOver()).isTrue();
    }

    @Test
    void closeWithoutAConnectionDoesNotHang() {
        bench.start();
        bench.park();
        Puppet.Call call = bench.puppet.next();
        bench.asterisk.unreachable(true);
        await().until(() -> !bench.isUp());
        bench.server.close();
        assertThat(call.isOver()).isTrue();
    }

    @Test
    void aScriptThatTakesTooLongIsCut() {
        try (Logs ignored = new Logs()) {
            bench.start(builder -> builder.scriptDeadline(Duration.ofMillis(200)));
            FakeChannel channel = bench.park();
            Puppet.Call call = bench.puppet.next();
            await().until(call::wasInterrupted);
            Bench.assertOutcome(channel, "failed", "FAILURE");
        }
    }

    @Test
    void aHangupInterruptsIfToldTo() {
        bench.start(builder -> builder.interruptOnHangup(true));
        FakeChannel channel = bench.park();
        Puppet.Call call = bench.puppet.next();
        channel.hangUp();
        await().until(call::wasInterrupted);
    }

    @Test
    void listenersHearOfEveryCall() {
        List<String> heard = new CopyOnWriteArrayList<>();
        bench.start(builder -> builder.listener(new AgiListener() {
            @Override
            public void callStarted(AgiRequest request) {
                heard.add("started " + request.script());
            }

            @Override
            public void callEnded(AgiRequest request, CallEnd end) {
                heard.add("ended " + end.outcome() + " " + end.hungUp());
            }
        }));
        bench.park();
        bench.puppet.next().leave();
        await().until(() -> heard.size() == 2);
        assertThat(heard).containsExactly("started puppet", "ended " + AgiOutcome.DONE + " false");
    }

    @Test
    void aThousandCallsAtOnceAllEndAndNoneIsWrong() {
        int calls = 1000;
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        AtomicInteger reads = new AtomicInteger();
        AgiRouter scripts = AgiRouter.builder()
                .script("/reads", (request, channel) -> {
                    for (int i = 0; i < 10; i++) {
                        String value = channel.getVariable("UNIQUEID").orElse("");
                        if (!value.equals(request.uniqueId())) {
                            wrong.add(request.uniqueId() + " got " + value);
                        }
                        reads.incrementAndGet();
                    }
                })
                .build();
        bench.asterisk.agiExecEvents(false);
        bench.start(scripts, builder -> builder.maxCalls(2 * calls));
        IntStream.range(0, calls).forEach(i -> bench.asterisk.park("agi:async,/reads"));
        await().atMost(Duration.ofSeconds(40))
                .until(() -> bench.asterisk.channels().stream().noneMatch(FakeChannel::isParked));
        assertThat(wrong).isEmpty();
        assertThat(reads).hasValue(10 * calls);
        await().until(() -> bench.server.health().parkedCalls() == 0);
        assertThat(bench.asterisk.channels())
                .allMatch(channel -> channel.variable("OFFHOOK").equals("done"));
    }
}
