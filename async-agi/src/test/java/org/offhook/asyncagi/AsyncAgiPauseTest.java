// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.offhook.asyncagi.Bench.get;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.command.GetVariable;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.EventSelection;
import org.offhook.ami.action.PingAction;
import org.offhook.ami.spi.AmiEventSink;
import org.offhook.testkit.FakeChannel;

/** The process stands still for longer than its time-outs, as in a long garbage collection: what Asterisk said meanwhile counts. */
class AsyncAgiPauseTest {

    private final Bench bench = new Bench();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch ticking = new CountDownLatch(1);

    @AfterEach
    void close() {
        reading.countDown();
        ticking.countDown();
        bench.close();
    }

    @Test
    void anAnswerThatWasThereInTimeIsNoTimeOut() {
        bench.start(builder -> builder.replyTimeout(Duration.ofMillis(800)));
        FakeChannel channel = bench.park().hold("GET VARIABLE");
        Puppet.Call call = bench.puppet.next();
        CompletableFuture<Optional<String>> waits = call.channel.submit(new GetVariable("A"));
        await().until(() -> channel.running().isPresent());
        standStill(() -> channel.finish("200 result=1 (a)"), Duration.ofMillis(1500));
        assertThat(get(waits)).hasValue("a");
    }

    @Test
    void aFenceThatWasAnsweredIsNoTheft() {
        bench.start();
        FakeChannel channel = bench.park().variable("A", "a").hold("NOOP");
        Puppet.Call call = bench.puppet.next();
        channel.inject("NOOP");
        channel.event("BridgeEnter", "BridgeUniqueid: x");
        await().until(() -> channel.queued().stream().anyMatch(line -> line.startsWith("GET FULL VARIABLE")));
        standStill(channel::finish, Duration.ofMillis(2500));
        assertThat(get(call.channel.submit(new GetVariable("A")))).hasValue("a");
        assertThat(call.hangups).hasValue(0);
    }

    /** Timers run first, which is the worst order. */
    private void standStill(Runnable meanwhile, Duration time) {
        CountDownLatch stands = new CountDownLatch(1);
        bench.client.attach(new Stopper(stands));
        bench.client.request(PingAction.of()); // answered when it is attached
        bench.asterisk.event("Stop");
        Future<?> tick = bench.server.timer.submit(() -> hold(ticking));
        await().until(() -> stands.getCount() == 0);
        meanwhile.run();
        await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
        ticking.countDown();
        await().until(tick::isDone);
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        reading.countDown();
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Holds the connection's loop, so that nothing is read. */
    private final class Stopper implements AmiEventSink {
        private final CountDownLatch stands;

        Stopper(CountDownLatch stands) {
            this.stands = stands;
        }

        @Override
        public Collection<? extends EventSelection<?>> selections() {
            return List.of(EventSelection.named("Stop"));
        }

        @Override
        public void event(AmiEvent event) {
            stands.countDown();
            hold(reading);
        }

        @Override
        public void down() {}

        @Override
        public void ready() {}
    }
}
