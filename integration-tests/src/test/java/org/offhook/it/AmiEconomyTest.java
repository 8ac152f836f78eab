// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiSubscription;
import org.offhook.ami.EventEconomy;
import org.offhook.ami.EventSelection;
import org.offhook.ami.RawAction;
import org.offhook.ami.SubscriptionOptions;
import org.offhook.ami.event.HangupEvent;

/** What Asterisk really sends to a client that says what it wants: all of that, and no more. */
@RealAsterisk
class AmiEconomyTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Let through for the client itself. */
    private static final Set<String> OWN = Set.of("FullyBooted", "Shutdown", "Reload", "OriginateResponse");

    private final AsteriskUnderTest asterisk;
    /** Sees everything. It asks nothing itself: what answers an action of its own it would not count among the events. */
    private AmiControl watcher;

    private AmiClients clients;
    private long sentBefore;
    private int seenBefore;

    AmiEconomyTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        watcher = AmiControl.connect(
                asterisk.amiAddress(), asterisk.amiUser(), asterisk.amiSecret(), folder.resolve("watcher.txt"));
        clients = new AmiClients(asterisk);
    }

    @AfterEach
    void closeClients() {
        clients.close();
        watcher.close();
    }

    /** A client that has told Asterisk what it wants, before anything happens. */
    private AmiClient client(EventEconomy economy, Seen<AmiEvent> seen, EventSelection<?>... selections) {
        AmiClient client = clients.connect(clients.options().economy(economy));
        for (EventSelection<?> each : selections) {
            client.subscribe(each, SubscriptionOptions.defaults(), seen);
        }
        beginAnew(client, seen);
        return client;
    }

    /** Counts from here: a reload is let through to every client, and both see it after all that was before. */
    private void beginAnew(AmiClient client, Seen<AmiEvent> seen) {
        await().atMost(LONG).until(() -> asterisk.ami().channels().isEmpty());
        Seen<AmiEvent> marker = new Seen<>();
        try (AmiSubscription subscription =
                client.subscribe(EventSelection.named("Reload"), SubscriptionOptions.defaults(), marker)) {
            client.request(RawAction.of("Ping"));
            client.request(RawAction.of("Ping"));
            watcher.clearEvents();
            asterisk.ami().action("Reload", Map.of("Module", "pbx_config"));
            watcher.awaitEvent("Reload", event -> true, LONG);
            await().atMost(LONG).until(() -> !marker.all().isEmpty() && subscription.queued() == 0);
        }
        awaitQuiet(client);
        sentBefore = client.statistics().events();
        seenBefore = seen.all().size();
        watcher.clearEvents();
    }

    private void awaitQuiet(AmiClient client) {
        AtomicLong last = new AtomicLong(-1);
        await().atMost(LONG).pollInterval(Duration.ofMillis(300)).until(() -> {
            long now = watcher.events().size() + client.statistics().events();
            return last.getAndSet(now) == now;
        });
    }

    /** Calls, a reload, and at last an event that is the end of it on the watching connection. */
    private void somethingHappens() {
        asterisk.place(CallPlan.application("UserEvent", "Happened")).result();
        asterisk.place(CallPlan.application("NoOp", "x")).result();
        asterisk.ami().action("QueueReset");
        asterisk.ami().action("Reload", Map.of("Module", "pbx_config"));
        asterisk.ami().sendUserEvent("TheEnd", Map.of());
        watcher.awaitEvent("UserEvent", event -> event.get("UserEvent").equals("TheEnd"), LONG);
    }

    private List<AmiMessage> happened(Predicate<AmiMessage> wanted) {
        return watcher.events().stream()
                .filter(event -> !event.get("Event").isEmpty())
                .filter(wanted)
                .toList();
    }

    /** Both count until they agree: what a hang-up causes can come after the event that was meant to be the last. */
    private void sentExactly(AmiClient client, Predicate<AmiMessage> wanted) {
        await().atMost(LONG).untilAsserted(() -> {
            List<AmiMessage> expected = happened(wanted);
            assertThat(expected)
                    .isNotEmpty()
                    .hasSizeLessThan(happened(event -> true).size());
            assertThat(client.statistics().events() - sentBefore).isEqualTo(expected.size());
        });
    }

    private static boolean hasOneOf(AmiMessage event, Set<String> names) {
        return names.contains(event.get("Event"));
    }

    @Test
    void bareNamesAndPatternsAreAllThatComes() {
        Seen<AmiEvent> seen = new Seen<>();
        AmiClient client = client(
                EventEconomy.NAMES,
                seen,
                EventSelection.of(HangupEvent.class),
                EventSelection.named("newSTATE"),
                EventSelection.named("Bridge*"));
        somethingHappens();

        sentExactly(
                client,
                event -> hasOneOf(event, OWN)
                        || hasOneOf(event, Set.of("Hangup", "Newstate"))
                        || event.get("Event").startsWith("Bridge"));
        await().atMost(LONG)
                .until(() -> seen.all().size() - seenBefore
                        == happened(event -> hasOneOf(event, Set.of("Hangup", "Newstate"))
                                        || event.get("Event").startsWith("Bridge"))
                                .size());
    }

    @Test
    void theClassesOfATypeAreAllThatComes() {
        AmiClient client = client(EventEconomy.CLASSES, new Seen<>(), EventSelection.of(HangupEvent.class));
        somethingHappens();

        Set<String> wanted = Set.of("call", "system", "all", "<none>");
        sentExactly(
                client,
                event -> wanted.containsAll(Arrays.asList(event.get("Privilege").split(",", -1))));
    }

    @ParameterizedTest
    @EnumSource(EventEconomy.class)
    void allEventsOfChannelsComeHoweverTheyAreAskedFor(EventEconomy economy) {
        Seen<AmiEvent> seen = new Seen<>();
        client(economy, seen, EventSelection.of(AmiChannelEvent.class));
        somethingHappens();

        Set<String> withChannel = new HashSet<>(Set.of("Newchannel", "Newexten", "VarSet", "Newstate", "Hangup"));
        assertThat(happened(event -> hasOneOf(event, withChannel))).hasSizeGreaterThan(20);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(seen.all().stream()
                                .skip(seenBefore)
                                .map(AmiEvent::name)
                                .filter(withChannel::contains))
                        .hasSameSizeAs(happened(event -> hasOneOf(event, withChannel))));
    }

    @Test
    void aConnectionIsWidenedStepByStepUpToEverything() {
        Seen<AmiEvent> seen = new Seen<>();
        AmiClient client = client(EventEconomy.NAMES, new Seen<>(), EventSelection.of(HangupEvent.class));
        somethingHappens();
        sentExactly(client, event -> hasOneOf(event, OWN) || hasOneOf(event, Set.of("Hangup")));

        client.subscribe(EventSelection.all(), SubscriptionOptions.defaults(), seen);
        beginAnew(client, seen);
        somethingHappens();
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(seen.all().stream().skip(seenBefore)).hasSameSizeAs(happened(event -> true)));
    }
}
