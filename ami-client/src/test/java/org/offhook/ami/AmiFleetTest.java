// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.ami.FleetHealth.Rule;

/** Several servers as one. */
class AmiFleetTest {

    private static final Duration ENOUGH = Duration.ofSeconds(20);
    private static final EventSelection<AmiEvent> PINGS = EventSelection.named("Told");

    private final List<ScriptedAmi> servers = new ArrayList<>();
    private final List<AmiFleet> fleets = new ArrayList<>();

    @AfterEach
    void closeAll() {
        fleets.forEach(AmiFleet::close);
        servers.forEach(ScriptedAmi::close);
    }

    private ScriptedAmi server() {
        ScriptedAmi server = ScriptedAmi.start();
        servers.add(server);
        return server;
    }

    private static AmiClientOptions options(ScriptedAmi server) {
        return AmiClientFixture.options(server.port()).build();
    }

    private static AmiClientOptions nobody() {
        ScriptedAmi gone = ScriptedAmi.start();
        int port = gone.port();
        gone.close();
        return AmiClientFixture.options(port).build();
    }

    private AmiFleet kept(AmiFleet fleet) {
        fleets.add(fleet);
        return fleet;
    }

    private AmiFleet fleet(ScriptedAmi... members) {
        AmiFleet.Builder builder = AmiFleet.builder();
        for (int i = 0; i < members.length; i++) {
            builder.add("pbx" + (i + 1), options(members[i]));
        }
        return kept(builder.connect(Rule.ALL, ENOUGH));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, false, false, false",
        "0, 1, false, false, false",
        "1, 1, true, true, true",
        "1, 2, true, false, false",
        "1, 3, true, false, false",
        "2, 3, true, true, false",
        "2, 4, true, false, false",
        "3, 3, true, true, true"
    })
    void theRuleSaysHowManyMustBeUp(int up, int of, boolean any, boolean majority, boolean all) {
        Map<String, FleetHealth.Server> members = new LinkedHashMap<>();
        for (int i = 0; i < of; i++) {
            members.put("s" + i, new FleetHealth.Server(i < up ? AmiState.READY : AmiState.WAITING, "", Instant.EPOCH));
        }
        FleetHealth health = new FleetHealth(members);
        assertThat(health.up()).isEqualTo(up);
        assertThat(health.isUp(Rule.ANY)).isEqualTo(any);
        assertThat(health.isUp(Rule.MAJORITY)).isEqualTo(majority);
        assertThat(health.isUp(Rule.ALL)).isEqualTo(all);
    }

    @Test
    void membersAreReachedByTheirNamesInOrder() {
        AmiFleet fleet = fleet(server(), server());
        assertThat(fleet.clients()).containsOnlyKeys("pbx1", "pbx2");
        assertThat(fleet.client("pbx2")).isSameAs(fleet.clients().get("pbx2"));
        assertThat(fleet.client("pbx2").state()).isEqualTo(AmiState.READY);
        assertThatThrownBy(() -> fleet.client("pbx3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pbx3");
        assertThatThrownBy(() -> fleet.add("pbx1", nobody())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AmiFleet.builder().add("a", nobody()).add("a", nobody()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(fleet).hasToString("AmiFleet[pbx1 READY, pbx2 READY]");
    }

    @Test
    void aMemberThatIsRefusedOrNotThereStopsNobody() {
        ScriptedAmi up = server();
        ScriptedAmi refusing = server().secret("another");
        AmiFleet fleet = kept(AmiFleet.builder()
                .add("up", options(up))
                .add("refused", options(refusing))
                .add("gone", nobody())
                .connect(Rule.ANY, ENOUGH));
        await().atMost(ENOUGH)
                .until(() -> fleet.health().servers().get("refused").state() == AmiState.REFUSED);
        await().atMost(ENOUGH)
                .until(() -> !fleet.health().servers().get("gone").reason().isEmpty()
                        && fleet.health().servers().get("gone").state() != AmiState.READY);
        FleetHealth health = fleet.health();
        assertThat(health.servers()).containsOnlyKeys("up", "refused", "gone");
        assertThat(health.servers().get("up").isUp()).isTrue();
        assertThat(health.servers().get("up").since()).isBeforeOrEqualTo(Instant.now());
        assertThat(health.servers().get("refused").reason()).isNotEmpty();
        assertThat(health.isUp(Rule.ANY)).isTrue();
        assertThat(health.isUp(Rule.MAJORITY)).isFalse();

        FleetResults<AmiResponse> results = fleet.requestAll(RawAction.of("Ping"));
        assertThat(results.successes()).containsOnlyKeys("up");
        assertThat(results.failures()).containsOnlyKeys("refused", "gone");
        assertThat(results.failures().get("gone")).isInstanceOf(AmiConnectionLostException.class);
    }

    @Test
    void tooFewServersInTimeIsAnErrorThatNamesThem() {
        ScriptedAmi up = server();
        AmiConnectException e = catchThrowableOfType(
                AmiConnectException.class,
                () -> AmiFleet.builder()
                        .add("up", options(up))
                        .add("gone", nobody())
                        .connect(Rule.ALL, Duration.ofMillis(500)));
        assertThat(e).hasMessageContainingAll("ALL", "up READY", "gone ");
        await().atMost(ENOUGH).until(() -> up.peer().isGone());
    }

    @Test
    void healthChangesAreTold() throws Exception {
        ScriptedAmi first = server();
        ScriptedAmi second = server();
        AmiFleet fleet = fleet(first, second);
        List<FleetHealth> told = new CopyOnWriteArrayList<>();
        fleet.onHealthChange(health -> {
            throw new IllegalStateException("a listener of the test's that fails");
        });
        AmiRegistration registration = fleet.onHealthChange(told::add);

        second.stopListening();
        second.peer().rst();
        await().atMost(ENOUGH)
                .until(() -> !told.isEmpty() && told.get(told.size() - 1).up() == 1);
        assertThat(told.get(told.size() - 1).servers().get("pbx1").isUp()).isTrue();
        assertThat(fleet.health().isUp(Rule.ALL)).isFalse();

        assertThat(fleet.remove("pbx2")).isTrue();
        assertThat(fleet.remove("pbx2")).isFalse();
        await().atMost(ENOUGH).until(() -> told.get(told.size() - 1).isUp(Rule.ALL));

        registration.close();
        int before = told.size();
        fleet.add("pbx3", options(server()));
        assertThat(fleet.awaitUp(Rule.ALL, ENOUGH)).isTrue();
        assertThat(told).hasSize(before);
    }

    @Test
    void awaitUpWorksInAHealthListenerAndRunsOut() throws Exception {
        ScriptedAmi first = server();
        AmiFleet fleet = kept(AmiFleet.builder().add("pbx1", options(first)).start());
        CompletableFuture<Boolean> inside = new CompletableFuture<>();
        fleet.onHealthChange(health -> inside.complete(fleet.awaitUp(Rule.ALL, ENOUGH)));
        fleet.add("pbx2", options(server()));
        assertThat(inside.get(20, TimeUnit.SECONDS)).isTrue();
        fleet.add("pbx3", nobody());
        assertThat(fleet.awaitUp(Rule.ALL, Duration.ofMillis(100))).isFalse();
        assertThat(fleet.awaitUp(Rule.MAJORITY, Duration.ofMillis(100))).isTrue();
    }

    @Test
    void eventsComeWithTheirServerAlsoFromMembersAddedLater() throws Exception {
        ScriptedAmi first = server();
        ScriptedAmi second = server();
        AmiFleet fleet = fleet(first);
        List<String> told = new CopyOnWriteArrayList<>();
        FleetSubscription subscription = fleet.subscribe(
                PINGS,
                SubscriptionOptions.defaults(),
                (server, event) ->
                        told.add(server + " " + event.headers().find("N").orElse("")));
        fleet.add("late", options(second));
        assertThat(fleet.awaitUp(Rule.ALL, ENOUGH)).isTrue();

        first.peer().event("Told", "N: 1").event("Other").event("Told", "N: 2");
        await().atMost(ENOUGH).until(() -> told.size() == 2);
        second.peer().event("Told", "N: 3");
        await().atMost(ENOUGH).untilAsserted(() -> assertThat(told).containsExactly("pbx1 1", "pbx1 2", "late 3"));
        assertThat(subscription.servers()).containsOnlyKeys("pbx1", "late");
        assertThat(subscription.servers().get("late").name()).isEqualTo("Told of late");

        fleet.remove("late");
        assertThat(subscription.servers()).containsOnlyKeys("pbx1");
        Map<String, AmiSubscription> parts = subscription.servers();
        subscription.close();
        assertThat(parts.values()).noneMatch(AmiSubscription::isActive);
        AmiClient after = fleet.add("after", options(server()));
        assertThat(after.awaitReady(ENOUGH)).isTrue();
        assertThat(subscription.servers()).doesNotContainKey("after");
    }

    @Test
    void aServerThatFloodsCostsTheOthersNothing() throws Exception {
        ScriptedAmi flooding = server();
        ScriptedAmi calm = server();
        AmiFleet fleet = fleet(flooding, calm);
        CountDownLatch held = new CountDownLatch(1);
        List<String> fromCalm = new CopyOnWriteArrayList<>();
        List<String> gaps = new CopyOnWriteArrayList<>();
        FleetListener<AmiEvent> listener = new FleetListener<>() {
            @Override
            public void event(String server, AmiEvent event) {
                if (server.equals("pbx1")) {
                    AmiClientFixture.hold(held);
                } else {
                    fromCalm.add(event.headers().find("N").orElse(""));
                }
            }

            @Override
            public void gap(String server, AmiGap gap) {
                gaps.add(server + " " + gap.reason() + " " + gap.lost());
            }
        };
        FleetSubscription subscription =
                fleet.subscribe(PINGS, SubscriptionOptions.defaults().maxEvents(10), listener);
        for (int i = 0; i < 500; i++) {
            flooding.peer().event("Told", "N: " + i);
        }
        await().atMost(ENOUGH).until(() -> subscription.servers().get("pbx1").dropped() > 0);
        calm.peer().event("Told", "N: a").event("Told", "N: b");
        await().atMost(ENOUGH).untilAsserted(() -> assertThat(fromCalm).containsExactly("a", "b"));
        AmiSubscription first = subscription.servers().get("pbx1");
        await().atMost(ENOUGH).until(() -> fleet.client("pbx1").statistics().events() >= 500);
        held.countDown();
        await().atMost(ENOUGH).until(() -> first.queued() == 0 && first.delivered() + first.dropped() == 500);
        assertThat(gaps).isNotEmpty().allMatch(gap -> gap.startsWith("pbx1 OVERFLOW "));
        assertThat(gaps.stream()
                        .mapToLong(gap -> Long.parseLong(gap.substring(gap.lastIndexOf(' ') + 1)))
                        .sum())
                .isEqualTo(first.dropped());
        assertThat(subscription.servers().get("pbx2").dropped()).isZero();
    }

    @Test
    void gapsAndEndsNameTheirServer() throws Exception {
        ScriptedAmi first = server();
        ScriptedAmi second = server();
        AmiFleet fleet = fleet(first, second);
        List<String> told = new CopyOnWriteArrayList<>();
        List<AmiGap.Reason> untagged = new CopyOnWriteArrayList<>();
        fleet.subscribe(
                PINGS, SubscriptionOptions.defaults().onGap(gap -> untagged.add(gap.reason())), new FleetListener<>() {
                    @Override
                    public void event(String server, AmiEvent event) {
                        told.add(server + " event");
                    }

                    @Override
                    public void gap(String server, AmiGap gap) {
                        told.add(server + " " + gap.reason());
                    }

                    @Override
                    public void end(String server, AmiException why) {
                        told.add(server + " " + why.getClass().getSimpleName());
                    }
                });
        second.peer(1).rst();
        await().atMost(ENOUGH).until(() -> second.connections() == 2 && fleet.awaitUp(Rule.ALL, ENOUGH));
        second.peer(2).event("Told");
        await().atMost(ENOUGH).until(() -> told.size() == 2);
        assertThat(told).containsExactly("pbx2 RECONNECTED", "pbx2 event");
        assertThat(untagged).containsExactly(AmiGap.Reason.RECONNECTED);
        fleet.remove("pbx1");
        await().atMost(ENOUGH).until(() -> told.size() == 3);
        assertThat(told.get(2)).isEqualTo("pbx1 AmiClosedException");
    }

    @Test
    void anActionHasAnOutcomeOnEachServer() {
        ScriptedAmi fine = server().on("Slow", (peer, action) -> peer.reply(action, "Success"));
        ScriptedAmi refusing = server().on("Slow", (peer, action) -> peer.reply(action, "Error", "Message: no"));
        ScriptedAmi silent = server().ignore("Slow");
        AmiFleet fleet = fleet(fine, refusing, silent);
        fleet.add("gone", nobody());

        FleetResults<AmiResponse> results = fleet.requestAll(RawAction.of("Slow"), Duration.ofMillis(500));
        assertThat(results.successes()).containsOnlyKeys("pbx1");
        assertThat(results.failures()).containsOnlyKeys("pbx2", "pbx3", "gone");
        assertThat(results.failures().get("pbx2")).isInstanceOf(AmiErrorException.class);
        assertThat(results.failures().get("pbx3")).isInstanceOf(AmiTimeoutException.class);
        assertThat(results.failures().get("gone")).isInstanceOf(AmiConnectionLostException.class);
        assertThat(results.isComplete()).isFalse();
        assertThat(results.get("pbx1").isSuccess()).isTrue();
        assertThatThrownBy(() -> results.get("pbx2"))
                .isSameAs(results.failures().get("pbx2"));
        assertThatThrownBy(() -> results.get("other")).isInstanceOf(IllegalArgumentException.class);

        FleetResults<AmiResponse> sent =
                AmiClientFixture.result(fleet.sendAll(RawAction.of("Slow"), Duration.ofMillis(500)));
        assertThat(sent.successes()).containsOnlyKeys("pbx1");
        assertThat(sent.failures()).containsOnlyKeys("pbx2", "pbx3", "gone");

        AmiFleet empty = kept(AmiFleet.builder().start());
        assertThat(empty.requestAll(RawAction.of("Slow")).isComplete()).isTrue();
        assertThat(AmiClientFixture.result(empty.sendAll(RawAction.of("Slow"))).successes())
                .isEmpty();
    }

    @Test
    void anActionThatCannotBeSentIsRefusedAtOnce() {
        AmiFleet fleet = fleet(server(), server());
        RawAction forged = RawAction.of("Ping", "A", "b\nAction: Command");
        assertThatThrownBy(() -> fleet.requestAll(forged)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fleet.sendAll(forged)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void requestAllWorksInAFuturesCallback() throws Exception {
        AmiFleet fleet = fleet(server(), server());
        CompletableFuture<Boolean> inside = fleet.client("pbx1")
                .send(RawAction.of("Ping"))
                .thenApply(pong -> fleet.requestAll(RawAction.of("Ping")).isComplete());
        assertThat(inside.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingClosesEveryClient() {
        ScriptedAmi first = server();
        AmiFleet fleet = fleet(first, server());
        fleet.add("gone", nobody());
        Map<String, AmiClient> clients = fleet.clients();
        fleet.close();
        fleet.close();
        assertThat(clients.values()).allMatch(client -> client.state() == AmiState.CLOSED);
        assertThat(first.peer().actions()).contains("Logoff");
        assertThat(fleet.health().isUp(Rule.ANY)).isFalse();
        assertThatThrownBy(() -> fleet.add("more", nobody())).isInstanceOf(IllegalStateException.class);
        FleetResults<AmiResponse> results = fleet.requestAll(RawAction.of("Ping"));
        assertThat(results.failures()).hasSize(3);
        assertThat(results.failures().values()).allMatch(AmiClosedException.class::isInstance);
    }

    @Test
    void anInterruptEndsTheWait() {
        ScriptedAmi silent = server().ignore("Slow");
        AmiFleet fleet = fleet(silent);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> fleet.requestAll(RawAction.of("Slow"))).isInstanceOf(AmiInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        fleet.add("gone", nobody());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> fleet.awaitUp(Rule.ALL, ENOUGH)).isInstanceOf(AmiInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
