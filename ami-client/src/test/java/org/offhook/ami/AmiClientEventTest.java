// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events from the wire to their listeners, many at once and faster than some listeners can take. */
class AmiClientEventTest extends AmiClientFixture {

    private static byte[] flood(int from, int count) {
        StringBuilder all = new StringBuilder(count * 120);
        for (int i = from; i < from + count; i++) {
            all.append("Event: Flood\r\nPrivilege: call,all\r\nChannel: Local/100@default-0000;1\r\nNumber: ")
                    .append(i)
                    .append("\r\n\r\n");
        }
        return all.toString().getBytes(ISO_8859_1);
    }

    private static int number(AmiEvent event) {
        return Integer.parseInt(event.headers().find("Number").orElse("-1"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eventsArriveInTheOrderOfTheWire(boolean tls) throws Exception {
        AmiClient client = connect(options(tls));
        List<Integer> seen = new ArrayList<>();
        AtomicInteger count = new AtomicInteger();
        AmiSubscription subscription =
                client.subscribe(EventSelection.named("Flood"), SubscriptionOptions.defaults(), event -> {
                    seen.add(number(event));
                    count.incrementAndGet();
                });
        server.peer(1).raw(flood(0, 5_000));
        await().until(() -> count.get() == 5_000);
        subscription.close();
        for (int i = 0; i < 5_000; i++) {
            assertThat(seen.get(i)).isEqualTo(i);
        }
    }

    @Test
    void aSlowListenerUnderAFloodCostsTheSessionNothing() throws Exception {
        AmiClient client = connect();
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger slow = new AtomicInteger();
        AtomicLong announced = new AtomicLong();
        AtomicInteger last = new AtomicInteger(-1);
        AmiSubscription slowly = client.subscribe(
                EventSelection.named("Flood"),
                SubscriptionOptions.defaults().maxEvents(1_000).onGap(gap -> announced.addAndGet(gap.lost())),
                event -> {
                    hold(release);
                    slow.incrementAndGet();
                    last.set(number(event));
                });
        AtomicInteger fast = new AtomicInteger();
        client.subscribe(EventSelection.named("Flood"), SubscriptionOptions.defaults(), e -> fast.incrementAndGet());
        for (int i = 0; i < 30; i++) {
            server.peer(1).raw(flood(i * 1_000, 1_000));
            if (i % 5 == 0) {
                assertThat(client.request(PING).isSuccess()).isTrue();
            }
        }
        await().until(() -> fast.get() == 30_000);
        assertThat(client.state()).isEqualTo(AmiState.READY);
        assertThat(client.request(PING).isSuccess()).isTrue();
        release.countDown();
        await().untilAsserted(() -> assertThat(slow.get() + slowly.dropped()).isEqualTo(30_000));
        assertThat(last).hasValue(29_999);
        assertThat(slowly.delivered()).isEqualTo(slow.get());
        assertThat(slowly.dropped()).isPositive();
        await().untilAsserted(() -> assertThat(announced.get()).isEqualTo(slowly.dropped()));
        assertThat(client.statistics().dropped()).isEqualTo(slowly.dropped());
        assertThat(client.statistics().connections()).isEqualTo(1);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aResponseDoesNotWaitBehindEvents() throws Exception {
        AmiClient client = connect();
        CountDownLatch release = new CountDownLatch(1);
        client.subscribe(AmiEvent.class, event -> hold(release));
        server.peer(1).raw(flood(0, 10_000));
        assertThat(client.request(PING).isSuccess()).isTrue();
        release.countDown();
    }

    @Test
    void aListenerThatThrowsGetsTheNextEventToo() throws Exception {
        AmiClient client = connect();
        AtomicInteger seen = new AtomicInteger();
        try (Logs logs = new Logs()) {
            client.subscribe(
                    EventSelection.named("Flood"),
                    SubscriptionOptions.defaults().name("thrower of the test"),
                    event -> {
                        seen.incrementAndGet();
                        throw new IllegalStateException("listener of the test");
                    });
            server.peer(1).raw(flood(0, 10));
            await().until(() -> seen.get() == 10);
            assertThat(client.request(PING).isSuccess()).isTrue();
            await().untilAsserted(
                            () -> assertThat(logs.with("thrower of the test")).isNotEmpty());
        }
    }

    @Test
    void aSinkThatThrowsHarmsNobody() throws Exception {
        AmiClient client = connect();
        AtomicInteger seen = new AtomicInteger();
        try (Logs logs = new Logs()) {
            attach(client, event -> {
                throw new IllegalStateException("sink of the test");
            });
            attach(client, event -> seen.incrementAndGet());
            server.peer(1).raw(flood(0, 10));
            await().until(() -> seen.get() == 10);
            assertThat(client.request(PING).isSuccess()).isTrue();
            assertThat(logs.stackTraces()).isPositive();
        }
    }

    @Test
    void everyHeaderIsReachableInOrderWithRepeats() throws Exception {
        AmiClient client = connect();
        List<AmiEvent> seen = new CopyOnWriteArrayList<>();
        client.subscribe(AmiEvent.class, seen::add);
        server.peer(1)
                .message(
                        "Event: Odd",
                        "ChanVariable: a=1",
                        "Channel: real",
                        "ChanVariable: b=2",
                        "Channel: FAKE",
                        "Empty: ");
        await().until(() -> seen.size() == 1);
        AmiEvent event = seen.get(0);
        assertThat(event).isInstanceOf(RawEvent.class);
        assertThat(event.name()).isEqualTo("Odd");
        assertThat(event.headers().find("channel")).contains("real");
        assertThat(event.headers().all("Channel")).containsExactly("real", "FAKE");
        assertThat(event.headers().all("ChanVariable")).containsExactly("a=1", "b=2");
        assertThat(event.headers().find("Empty")).contains("");
        assertThat(event.headers().size()).isEqualTo(6);
    }

    @Test
    void aUserEventBecomesAUsersType() throws Exception {
        AmiClient client = connect();
        List<String> seen = new CopyOnWriteArrayList<>();
        client.subscribeUserEvent(
                "Rated", event -> event.headers().find("Amount").orElseThrow(), amount -> seen.add(amount));
        server.peer(1).event("UserEvent", "UserEvent: Other", "Amount: 1");
        server.peer(1).event("UserEvent", "UserEvent: rated", "Amount: 2");
        await().until(() -> seen.size() == 1);
        assertThat(seen).containsExactly("2");
    }

    /** What a test's program makes of a user event. */
    record Rated(AmiHeaders headers) implements AmiEvent {}

    @Test
    void aRegisteredUserEventIsASubscribableType() throws Exception {
        AmiClient client = connect(options().userEvent("Rated", Rated::new));
        List<Rated> seen = new CopyOnWriteArrayList<>();
        client.subscribe(Rated.class, seen::add);
        server.peer(1).event("UserEvent", "UserEvent: Rated", "Amount: 2");
        await().until(() -> seen.size() == 1);
        assertThat(seen.get(0).headers().find("Amount")).contains("2");
    }

    @Test
    void aSubscriptionThatIsClosedHearsNoMore() throws Exception {
        AmiClient client = connect();
        AtomicInteger seen = new AtomicInteger();
        AtomicInteger other = new AtomicInteger();
        AmiSubscription subscription = client.subscribe(AmiEvent.class, event -> seen.incrementAndGet());
        client.subscribe(AmiEvent.class, event -> other.incrementAndGet());
        server.peer(1).event("One");
        await().until(() -> seen.get() == 1 && other.get() == 1);
        subscription.close();
        server.peer(1).event("Two");
        await().until(() -> other.get() == 2);
        assertThat(seen).hasValue(1);
        assertThat(subscription.isActive()).isFalse();
    }

    @Test
    void statisticsCountEvents() throws Exception {
        AmiClient client = connect();
        long before = client.statistics().events();
        server.peer(1).raw(flood(0, 777));
        await().until(() -> client.statistics().events() == before + 777);
        assertThat(client.statistics().dropped()).isZero();
    }
}
