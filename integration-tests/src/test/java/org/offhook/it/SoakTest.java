// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiException;
import org.offhook.ami.AmiGap;
import org.offhook.ami.AmiState;
import org.offhook.ami.AmiSubscription;
import org.offhook.ami.EventSelection;
import org.offhook.ami.RawAction;
import org.offhook.ami.SubscriptionOptions;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.testkit.FaultProxy;

/**
 * A thousand events a second and a link that is reset again and again: what the program holds does not grow.
 *
 * <p>{@code -Dlong.minutes=60} makes it longer, with a reset every 30 s instead of every 2 s.
 */
@RealAsterisk
@Timeout(value = 5, unit = TimeUnit.HOURS)
class SoakTest {
    private static final int EVENTS_PER_SECOND = 1000;
    private static final int IN_FLIGHT = 500;
    private static final Duration LONG = Duration.ofSeconds(60);
    /** What the heap may grow between the first part and the last: noise of the JVM's own, not of an hour of events. */
    private static final double GROWTH = 1.05;

    private static final long NOISE_BYTES = 3 << 20;

    private final AsteriskUnderTest asterisk;
    private final AmiClients clients;
    private final LongRun length = LongRun.of(Duration.ofSeconds(24));
    private final Duration period = Duration.ofSeconds(length.isLong() ? 30 : 2);
    private final List<Sample> samples = new ArrayList<>();
    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong last = new AtomicLong(-1);
    private final AtomicLong outOfOrder = new AtomicLong();
    private volatile boolean over;
    private FaultProxy link;

    private record Sample(long heap, long threads, long descriptors) {}

    SoakTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
        this.clients = new AmiClients(asterisk);
    }

    @AfterEach
    void close() {
        over = true;
        clients.close();
        if (link != null) {
            link.close();
        }
    }

    @Test
    void nothingGrowsWithTime() throws Exception {
        asterisk.ami().action("Events", Map.of("EventMask", "off"));
        link = FaultProxy.to(asterisk.amiAddress());
        try (Leftovers leftovers = new Leftovers()) {
            AmiClient client = clients.connect(clients.options().port(link.port()));
            AmiSubscription subscription = client.subscribe(
                    EventSelection.named("UserEvent"),
                    SubscriptionOptions.defaults().onGap(this::gap),
                    this::event);
            try (AsyncAgiServer server = AsyncAgiServer.builder(
                            client,
                            AgiRouter.builder()
                                    .script("/none", (request, channel) -> {})
                                    .build())
                    .start()) {
                Thread feeder = new Thread(this::feed, "feeder");
                feeder.start();
                long resets = 0;
                while (!length.isOver()) {
                    observe(client);
                    link.reset();
                    resets++;
                    long connections = 1 + resets;
                    await("the connection after reset " + resets)
                            .atMost(LONG)
                            .until(() -> client.statistics().connections() == connections
                                    && client.state() == AmiState.READY);
                }
                over = true;
                feeder.join(LONG.toMillis());

                await("a gap for each reset")
                        .untilAsserted(() ->
                                assertThat(gaps).hasValue(client.statistics().connections() - 1));
                assertThat(gaps).as("and no other").hasValue(resets);
                assertThat(outOfOrder).hasValue(0);
                assertThat(subscription.dropped()).isZero();
                assertThat(client.statistics().pending()).isZero();
                assertThat(server.health().failedCalls()).isZero();
                leftovers.assertNoBufferLost();
                assertFlat();
                length.result(
                        "soak",
                        asterisk,
                        "%d events, %d reconnects; heap after collection %s MiB, threads %s, sockets and selectors %s"
                                .formatted(
                                        delivered.get(),
                                        resets,
                                        range(sample -> sample.heap >> 20),
                                        range(Sample::threads),
                                        range(Sample::descriptors)));
            }
            clients.close();
            link.close();
            leftovers.assertNone();
        }
    }

    /** Asks now and then, for one period, and measures in the middle of it. */
    private void observe(AmiClient client) {
        long begin = System.nanoTime();
        boolean measured = false;
        while (System.nanoTime() - begin < period.toNanos()) {
            assertThat(client.request(RawAction.of("Getvar", "Variable", "MATH(20+22,int)"))
                            .headers()
                            .find("Value"))
                    .hasValue("42");
            Stage.pause(Duration.ofMillis(200));
            if (!measured && System.nanoTime() - begin > period.toNanos() / 2) {
                measured = true;
                samples.add(new Sample(
                        Leftovers.heapAfterCollection(), Leftovers.threads().size(), Leftovers.descriptors()));
            }
        }
    }

    private void gap(AmiGap gap) {
        gaps.incrementAndGet();
    }

    private void event(AmiEvent event) {
        long number = Long.parseLong(event.headers().find("Number").orElse("-1"));
        if (number <= last.getAndSet(number)) {
            outOfOrder.incrementAndGet();
        }
        delivered.incrementAndGet();
    }

    private void feed() {
        AmiClient feeder = AmiClient.connect(clients.options().build());
        Semaphore places = new Semaphore(IN_FLIGHT);
        long begin = System.nanoTime();
        try (feeder) {
            for (long i = 0; !over; i++) {
                places.acquireUninterruptibly();
                feeder.send(RawAction.of("UserEvent", "UserEvent", "Soak", "Number", String.valueOf(i)))
                        .whenComplete((response, failure) -> places.release());
                long due = begin + i * TimeUnit.SECONDS.toNanos(1) / EVENTS_PER_SECOND;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        } catch (AmiException e) {
            assertThat(over).as("the feeder ends: %s", e).isTrue();
        }
    }

    // ---- what was measured

    private void assertFlat() {
        // The first part is the warming up of the JVM.
        int part = samples.size() / 4;
        assertThat(part).as("samples: %s", samples).isPositive();
        List<Sample> first = samples.subList(part, 2 * part);
        List<Sample> end = samples.subList(samples.size() - part, samples.size());
        assertThat(least(end, Sample::heap))
                .as("heap: %s", samples)
                .isLessThan((long) (least(first, Sample::heap) * GROWTH) + NOISE_BYTES);
        assertThat(least(end, Sample::threads))
                .as("threads: %s", samples)
                .isLessThanOrEqualTo(least(first, Sample::threads) + 1);
        assertThat(least(end, Sample::descriptors))
                .as("descriptors: %s", samples)
                .isLessThanOrEqualTo(least(first, Sample::descriptors) + 1);
    }

    private static long least(List<Sample> some, ToLongFunction<Sample> what) {
        return some.stream().mapToLong(what).min().orElseThrow();
    }

    private String range(ToLongFunction<Sample> what) {
        List<Sample> settled = samples.subList(samples.size() / 4, samples.size());
        return least(settled, what) + " to "
                + settled.stream().mapToLong(what).max().orElseThrow();
    }
}
