// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.ami.spi.AmiEventSink;

/** Coming back: when, how often, in which order, and what is told. */
class ReconnectTest extends AmiClientFixture {

    private void awaitConnections(AmiClient client, int ready) {
        await().until(() -> client.statistics().connections() == ready && client.state() == AmiState.READY);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itComesBackAsOftenAsItIsCut(boolean tls) throws Exception {
        AmiClient client = connect(options(tls));
        for (int i = 1; i <= 8; i++) {
            awaitConnections(client, i);
            assertThat(client.request(PING).isSuccess()).isTrue();
            ScriptedAmiPeer peer = server.peer(i);
            if (i % 2 == 0) {
                peer.rst();
            } else {
                peer.close();
            }
        }
        awaitConnections(client, 9);
        assertThat(server.connections()).isEqualTo(9);
    }

    @Test
    void thePausesAreWithinTheirBoundsAndNotAllTheSame() throws Exception {
        List<Long> times = Collections.synchronizedList(new ArrayList<>());
        AmiClient client = connect(options().reconnectPause(Duration.ofMillis(20), Duration.ofMillis(120)));
        server.always(peer -> {
            times.add(System.nanoTime());
            peer.rst();
        });
        server.peer(1).rst();
        await().until(() -> times.size() >= 15);
        client.close();
        List<Long> pauses = new ArrayList<>();
        for (int i = 1; i < 15; i++) {
            pauses.add((times.get(i) - times.get(i - 1)) / 1_000_000);
        }
        // never sooner than the shortest; later by what a busy machine adds
        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isGreaterThanOrEqualTo(18));
        assertThat(pauses).anySatisfy(pause -> assertThat(pause).isGreaterThan(30L));
    }

    @Test
    void thePauseBeginsShortAgainAfterASuccess() throws Exception {
        AmiClient client = connect(options().reconnectPause(Duration.ofMillis(5), Duration.ofSeconds(2)));
        List<Duration> rounds = new ArrayList<>();
        for (int round = 1; round <= 6; round++) {
            server.next(ScriptedAmiPeer::rst).next(ScriptedAmiPeer::rst);
            awaitConnections(client, round);
            long before = System.nanoTime();
            server.peer().rst();
            awaitConnections(client, round + 1);
            rounds.add(Duration.ofNanos(System.nanoTime() - before));
        }
        Collections.sort(rounds);
        // the third attempt is at most 15 + 45 + 135 ms away when each round begins anew
        assertThat(rounds.get(2)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aServerThatIsDownForLongIsTriedAllTheTime() {
        AmiClient client = connect(options().reconnectPause(Duration.ofMillis(1), Duration.ofMillis(5)));
        int port = server.port();
        AtomicInteger attempts = new AtomicInteger();
        client.onStateChange(change -> {
            if (change.to() == AmiState.CONNECTING) {
                attempts.incrementAndGet();
            }
        });
        server.close();
        await().until(() -> attempts.get() > 60);
        try (ScriptedAmi back = ScriptedAmi.startAt(port)) {
            awaitConnections(client, 2);
            client.close();
        }
    }

    @Test
    void aNameIsAsGoodAsAnAddress() {
        AmiClient client = connect(AmiClientOptions.builder("localhost", ScriptedAmi.USER, ScriptedAmi.SECRET)
                .port(server.port()));
        assertThat(client.name()).isEqualTo("localhost:" + server.port());
        assertThat(client.request(PING).isSuccess()).isTrue();
    }

    @Test
    void theGapComesBeforeAnyNewEvent() throws Exception {
        AmiClient client = connect();
        List<String> seen = new CopyOnWriteArrayList<>();
        client.subscribe(
                EventSelection.named("Mark*"),
                SubscriptionOptions.defaults()
                        .onGap(gap -> seen.add(gap.reason() + " " + gap.lost() + " " + gap.restarted())),
                event -> seen.add(event.name()));
        server.peer(1).event("MarkOne");
        await().until(() -> seen.size() == 1);
        server.next(peer -> {
            peer.banner().acceptLogin();
            peer.event("MarkEarly");
            ScriptedAmiAction events = peer.serveUntil("Events");
            peer.event("MarkBefore");
            peer.reply(events, "Success", "Events: On");
            peer.event("MarkAfter");
            peer.serve();
        });
        server.peer(1).rst();
        await().until(() -> seen.contains("MarkAfter"));
        assertThat(seen.get(0)).isEqualTo("MarkOne");
        assertThat(seen.get(1)).isEqualTo("RECONNECTED -1 false");
        assertThat(seen.subList(2, seen.size())).doesNotContain("RECONNECTED -1 false");
        assertThat(seen.subList(2, seen.size()).stream().filter(name -> name.equals("MarkAfter")))
                .hasSize(1);
    }

    @Test
    void aRestartOfAsteriskIsToldWithTheGap() throws Exception {
        AmiClient client = connect();
        List<AmiGap> gaps = new CopyOnWriteArrayList<>();
        client.subscribe(EventSelection.all(), SubscriptionOptions.defaults().onGap(gaps::add), event -> {});
        server.restarted();
        server.peer(1).rst();
        await().until(() -> gaps.size() == 1);
        assertThat(gaps.get(0)).isEqualTo(new AmiGap(AmiGap.Reason.RECONNECTED, -1, true));
    }

    @Test
    void aRestartNobodyMayAskForIsNotClaimed() throws Exception {
        server.on("CoreStatus", (peer, asked) -> peer.reply(asked, "Error", "Message: Permission denied"));
        AmiClient client = connect();
        List<AmiGap> gaps = new CopyOnWriteArrayList<>();
        client.subscribe(EventSelection.all(), SubscriptionOptions.defaults().onGap(gaps::add), event -> {});
        server.peer(1).rst();
        await().until(() -> gaps.size() == 1);
        assertThat(gaps.get(0).restarted()).isFalse();
    }

    @Test
    void aSinkHearsDownGapReadyInThisOrder() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AmiClient client = startHeld(options(), go);
        List<String> seen = new CopyOnWriteArrayList<>();
        client.attach(new AmiEventSink() {
            @Override
            public void event(AmiEvent event) {
                seen.add(event.name());
            }

            @Override
            public void gap(AmiGap gap) {
                seen.add("gap");
            }

            @Override
            public void ready() {
                seen.add("ready");
            }

            @Override
            public void down() {
                seen.add("down");
            }
        });
        go.countDown();
        awaitConnections(client, 1);
        server.peer(1).event("MarkOne");
        await().until(() -> seen.contains("MarkOne"));
        server.peer(1).rst();
        awaitConnections(client, 2);
        server.peer(2).event("MarkTwo");
        await().until(() -> seen.contains("MarkTwo"));
        client.close();
        await().until(() -> seen.get(seen.size() - 1).equals("down"));
        assertThat(seen.stream().filter(name -> !name.equals("FullyBooted")))
                .containsExactly("ready", "MarkOne", "down", "gap", "ready", "MarkTwo", "down");
    }

    @Test
    void theGapComesBeforeReady() throws Exception {
        AmiClient client = connect();
        List<String> seen = new CopyOnWriteArrayList<>();
        client.attach(new AmiEventSink() {
            @Override
            public void event(AmiEvent event) {}

            @Override
            public void gap(AmiGap gap) {
                seen.add("gap in " + client.state());
            }

            @Override
            public void ready() {
                seen.add("ready");
            }
        });
        server.peer(1).rst();
        awaitConnections(client, 2);
        await().until(() -> seen.contains("ready") && seen.size() > 1);
        assertThat(seen).contains("gap in PREPARING");
        assertThat(seen.get(seen.size() - 1)).isEqualTo("ready");
    }

    @Test
    void aDeadLinkIsFoundByPingAndReplaced() {
        CountDownLatch dead = new CountDownLatch(1);
        server.on("Ping", (peer, action) -> {
            if (dead.getCount() == 0 && peer == server.peer(1)) {
                peer.silence();
            }
            peer.reply(action, "Success", "Ping: Pong");
        });
        AmiClient client = connect(options().ping(Duration.ofMillis(150), Duration.ofMillis(150)));
        List<AmiStateChange> changes = new CopyOnWriteArrayList<>();
        client.onStateChange(changes::add);
        dead.countDown();
        long before = System.nanoTime();
        awaitConnections(client, 2);
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        // two pings without an answer, and before them an interval that may have begun already
        assertThat(took).isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
        await().until(() -> !changes.isEmpty());
        assertThat(changes.get(0).to()).isEqualTo(AmiState.WAITING);
        assertThat(changes.get(0).reason()).containsIgnoringCase("ping");
    }

    @Test
    void anActiveLinkIsNotPinged() {
        AmiClient client = connect(options().ping(Duration.ofMillis(1_500), Duration.ofSeconds(5)));
        ScriptedAmiPeer peer = server.peer(1);
        List<String> actions = peer.actions();
        long begin = System.nanoTime();
        long[] marked = {begin, 0}; // the last one, the longest silence
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    peer.event("Mark");
                    long now = System.nanoTime();
                    marked[1] = Math.max(marked[1], now - marked[0]);
                    marked[0] = now;
                    return now - begin > Duration.ofSeconds(2).toNanos();
                });
        boolean active = marked[1] < Duration.ofMillis(700).toNanos(); // else it was this test that slept
        assertThat(peer.actions().size() - actions.size()).isLessThanOrEqualTo(active ? 0 : 5);
        assertThat(client.state()).isEqualTo(AmiState.READY);
    }

    /** As Asterisk does now and then: an event waits until something else comes. */
    @Test
    void anEventThatIsStuckIsFetched() throws Exception {
        AtomicBoolean stuck = new AtomicBoolean();
        AtomicInteger pings = new AtomicInteger();
        server.on("Ping", (peer, action) -> {
            pings.incrementAndGet();
            if (stuck.getAndSet(false)) {
                peer.event("Stuck");
            }
            peer.reply(action, "Success", "Ping: Pong");
        });
        AmiClient client = connect(options().ping(Duration.ofHours(1), Duration.ofSeconds(10)));
        List<String> seen = new CopyOnWriteArrayList<>();
        client.subscribe(EventSelection.named("*"), SubscriptionOptions.defaults(), e -> seen.add(e.name()));
        stuck.set(true);
        server.peer(1).event("Mark");
        await().until(() -> seen.equals(List.of("Mark", "Stuck")));
        int fetched = pings.get();
        // and then there is silence
        await().during(Duration.ofMillis(2_500)).atMost(Duration.ofSeconds(20)).until(() -> pings.get() <= fetched + 1);
    }

    @Test
    void whileAnActionRunsNothingIsFetched() throws Exception {
        server.on("WaitEvent", (peer, action) -> {});
        AtomicInteger pings = new AtomicInteger();
        server.on("Ping", (peer, action) -> {
            pings.incrementAndGet();
            peer.reply(action, "Success", "Ping: Pong");
        });
        AmiClient client = connect(options().ping(Duration.ofHours(1), Duration.ofSeconds(10)));
        List<String> seen = new CopyOnWriteArrayList<>();
        client.subscribe(EventSelection.named("*"), SubscriptionOptions.defaults(), e -> seen.add(e.name()));
        int before = pings.get();
        client.send(RawAction.of("WaitEvent"));
        await().until(() -> server.peer(1).actions().contains("WaitEvent"));
        server.peer(1).event("Mark");
        await().until(() -> seen.equals(List.of("Mark")));
        await().during(Duration.ofMillis(2_500)).atMost(Duration.ofSeconds(20)).until(() -> pings.get() == before);
    }

    @Test
    void anIdleLinkIsPingedAndStays() {
        AmiClient client = connect(options().ping(Duration.ofMillis(30), Duration.ofSeconds(10)));
        await().until(() -> server.peer(1).actions().stream()
                        .filter(name -> name.equals("Ping"))
                        .count()
                >= 5);
        assertThat(client.statistics().connections()).isEqualTo(1);
        assertThat(client.state()).isEqualTo(AmiState.READY);
    }

    /** As Asterisk's session in a synchronous originate: whatever comes behind it waits. */
    @Test
    void aSessionThatIsBusyWithALongActionIsNotDead() {
        AmiClient client = connect(
                options().actionTimeout(Duration.ofSeconds(1)).ping(Duration.ofMillis(50), Duration.ofMillis(50)));
        CountDownLatch never = new CountDownLatch(1);
        server.on("Originate", (peer, action) -> {
            pause(never, 1_000);
            peer.reply(action, "Success");
        });
        assertThat(client.request(RawAction.of("Originate"), Duration.ofSeconds(20))
                        .isSuccess())
                .isTrue();
        assertThat(client.request(PING).isSuccess()).isTrue();
        assertThat(client.statistics().connections()).isEqualTo(1);
    }

    @Test
    void anActionKeepsADeadLinkForItsTimeAndNoLonger() {
        server.on("Originate", (peer, action) -> peer.silence());
        AmiClient client = connect(
                options().actionTimeout(Duration.ofMillis(200)).ping(Duration.ofMillis(50), Duration.ofMillis(50)));
        long before = System.nanoTime();
        List<CompletableFuture<AmiResponse>> behind = new ArrayList<>();
        CompletableFuture<AmiResponse> originate = client.send(RawAction.of("Originate"), Duration.ofSeconds(1));
        await().until(() -> {
            if (client.statistics().connections() == 1 && client.state() == AmiState.READY) {
                behind.add(client.send(RawAction.of("Originate"), Duration.ofMinutes(1))); // these hold up nothing
            }
            return client.statistics().connections() == 2;
        });
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
        failure(originate, AmiTimeoutException.class);
        assertThat(failure(behind.get(0), AmiConnectionLostException.class).written())
                .isTrue();
    }

    @Test
    void aPongThatComesLateIsDroppedAndCounted() {
        CountDownLatch slow = new CountDownLatch(1);
        List<ScriptedAmiAction> held = new CopyOnWriteArrayList<>();
        server.on("Ping", (peer, action) -> {
            if (slow.getCount() > 0) {
                peer.reply(action, "Success", "Ping: Pong");
                return;
            }
            held.add(action);
            // as after a SIGSTOP: the first two are answered together, when the first is over its time
            for (ScriptedAmiAction each :
                    held.size() == 2 ? held : held.size() > 2 ? List.of(action) : List.<ScriptedAmiAction>of()) {
                peer.reply(each, "Success", "Ping: Pong");
            }
        });
        AmiClient client = connect(options().ping(Duration.ofMillis(100), Duration.ofMillis(400)));
        slow.countDown();
        await().until(() -> client.statistics().lateResponses() >= 1);
        await().until(() -> held.size() > 3);
        assertThat(client.statistics().connections()).isEqualTo(1);
        assertThat(held.stream().map(ScriptedAmiAction::id).distinct()).hasSameSizeAs(held);
    }

    @Test
    void subscriptionsLastAcrossReconnects() throws Exception {
        AmiClient client = connect();
        List<String> seen = new CopyOnWriteArrayList<>();
        AmiSubscription subscription = client.subscribe(
                EventSelection.named("Mark*"), SubscriptionOptions.defaults(), e -> seen.add(e.name()));
        for (int i = 1; i <= 4; i++) {
            awaitConnections(client, i);
            server.peer(i).event("Mark" + i);
            int n = i;
            await().until(() -> seen.size() == n);
            server.peer(i).rst();
        }
        awaitConnections(client, 5);
        assertThat(seen).containsExactly("Mark1", "Mark2", "Mark3", "Mark4");
        assertThat(subscription.isActive()).isTrue();
        assertThat(subscription.delivered()).isEqualTo(4);
        assertThat(subscription.dropped()).isZero();
    }

    @Test
    void thePartOfAMessageBeforeTheEndIsForgotten() throws Exception {
        AmiClient client = connect();
        List<String> seen = new CopyOnWriteArrayList<>();
        client.subscribe(EventSelection.named("Mark*"), SubscriptionOptions.defaults(), e -> seen.add(e.name()));
        server.peer(1).raw("Event: MarkHalf\r\nChannel: x\r\n");
        server.peer(1).close();
        awaitConnections(client, 2);
        server.peer(2).event("MarkWhole");
        await().until(() -> !seen.isEmpty());
        assertThat(seen).containsExactly("MarkWhole");
    }

    private static void pause(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
