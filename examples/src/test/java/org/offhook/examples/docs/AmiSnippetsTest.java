// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiFleet;
import org.offhook.ami.AmiPbxState;
import org.offhook.ami.AmiPermissionException;
import org.offhook.ami.AmiPermissions;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.EventSelection;
import org.offhook.ami.FleetHealth;
import org.offhook.ami.FleetResults;
import org.offhook.ami.OriginateCall;
import org.offhook.ami.OriginateOutcome;
import org.offhook.ami.RawAction;
import org.offhook.ami.SubscriptionOptions;
import org.offhook.ami.action.CoreShowChannelsAction;
import org.offhook.ami.action.HangupAction;
import org.offhook.ami.action.OriginateAction;
import org.offhook.ami.action.QueueAddAction;
import org.offhook.ami.event.HangupEvent;
import org.offhook.ami.event.VarSetEvent;
import org.offhook.ami.state.PbxChange;
import org.offhook.ami.state.PbxChannel;
import org.offhook.ami.state.PbxSnapshot;
import org.offhook.testkit.FakeAsterisk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What docs/ami.md shows, but for what is about JSON. */
class AmiSnippetsTest {
    private static final Logger log = LoggerFactory.getLogger(AmiSnippetsTest.class);

    private final List<Object> seen = new CopyOnWriteArrayList<>();
    private FakeAsterisk asterisk;
    private AmiClient client;

    @BeforeEach
    void connect() {
        asterisk = FakeAsterisk.start();
        client = AmiClient.connect(options());
    }

    @AfterEach
    void close() {
        client.close();
        asterisk.close();
    }

    private AmiClientOptions options() {
        return AmiClientOptions.builder("127.0.0.1", asterisk.user(), asterisk.secret())
                .port(asterisk.port())
                .build();
    }

    private void show(Object... what) {
        seen.addAll(List.of(what));
    }

    private void redraw(PbxSnapshot picture) {
        seen.add(picture);
    }

    private void remove(String uniqueId) {
        seen.add("removed " + uniqueId);
    }

    private void readAnew() {
        seen.add("gap");
    }

    private void hangUp() {
        asterisk.event("Hangup", "Channel: PJSIP/100-00000001", "Uniqueid: 1.1", "Cause: 16");
    }

    @Test
    void actions() {
        String channel = asterisk.park("agi:async,/hello").name();
        // docs/ami.md
        client.request(HangupAction.of(channel)); // waits
        client.send(CoreShowChannelsAction.of()).thenAccept(channels -> show(channels)); // does not
        client.request(RawAction.of("CoreStatus", "Header", "value")); // any, also one we do not know
        // end
        await().until(() -> !seen.isEmpty());
    }

    @Test
    void calls() {
        asterisk.refuse("Originate", "Originate failed");
        // docs/ami.md
        OriginateCall call = client.originate(
                OriginateAction.toExtension("PJSIP/100", "internal", "200", 1).timeout(Duration.ofSeconds(20)));
        call.onProgress(step -> log.info("{}", step)); // DIALING, RINGING, ANSWERED
        OriginateOutcome outcome = call.await(Duration.ofSeconds(40));
        // end
        assertThat(outcome.result()).isEqualTo(OriginateOutcome.Result.REJECTED);
    }

    @Test
    void events() {
        try (SubmissionPublisher<HangupEvent> subscriber = new SubmissionPublisher<>()) {
            subscribe(relay(subscriber));
            hangUp();
            asterisk.event("QueueParams", "Queue: support", "Calls: 3");
            await().untilAsserted(() -> assertThat(seen).contains("PJSIP/100-00000001", "QueueParams"));
        }
    }

    private Flow.Subscriber<HangupEvent> relay(SubmissionPublisher<HangupEvent> to) {
        return new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            public void onNext(HangupEvent event) {
                to.submit(event);
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {}
        };
    }

    private void subscribe(Flow.Subscriber<HangupEvent> subscriber) {
        // docs/ami.md
        SubscriptionOptions options =
                SubscriptionOptions.defaults().maxEvents(10_000).onGap(gap -> readAnew());

        client.subscribe(HangupEvent.class, event -> show(event.cause())); // a type
        client.subscribe(
                AmiChannelEvent.class, event -> show(event.channel().name().orElse("?"))); // all types with a channel
        client.subscribe(EventSelection.named("Queue*").where(this::isOurs), options, event -> show(event.name()));
        client.publisher(EventSelection.of(HangupEvent.class), options)
                .subscribe(subscriber); // java.util.concurrent.Flow
        // end
    }

    private boolean isOurs(AmiEvent event) {
        return event.headers().has("Queue", "support");
    }

    @Test
    void fleets() {
        try (FakeAsterisk other = FakeAsterisk.start()) {
            AmiClientOptions first = options();
            AmiClientOptions second = AmiClientOptions.builder("127.0.0.1", other.user(), other.secret())
                    .port(other.port())
                    .build();
            // docs/ami.md
            try (AmiFleet fleet =
                    AmiFleet.builder().add("pbx1", first).add("pbx2", second).start()) {
                fleet.awaitUp(FleetHealth.Rule.ALL, Duration.ofSeconds(10));
                fleet.subscribe(HangupEvent.class, (server, hangup) -> show(server, hangup.cause()));
                FleetResults<AmiResponse> results = fleet.requestAll(RawAction.of("CoreStatus"));
                show(results.successes(), results.failures()); // by server, each in exactly one of the two
            }
            // end
            assertThat(seen.get(0)).asString().contains("pbx1", "pbx2");
            assertThat(seen.get(1)).isEqualTo(Map.of());
        }
    }

    @Test
    void permissions() {
        OriginateAction originate = OriginateAction.toExtension("PJSIP/100", "internal", "200", 1);
        QueueAddAction join = QueueAddAction.of("support", "PJSIP/100");
        assertThatThrownBy(() -> {
                    // docs/ami.md
                    AmiPermissions permissions = client.checkPermissions();
                    Optional<Set<String>> reads = permissions.missingReads(HangupEvent.class, VarSetEvent.class);
                    permissions.require(originate, join); // AmiPermissionException
                    // end
                    show(reads);
                })
                .isInstanceOf(AmiPermissionException.class)
                .hasMessageContaining("QueueAdd");
    }

    @Test
    void theLivePicture() {
        asterisk.park("agi:async,/hello");
        AmiPbxState kept = livePicture();
        await().until(() -> seen.stream().anyMatch(PbxSnapshot.class::isInstance));
        kept.close();
        assertThat(seen).contains("alone");
    }

    private AmiPbxState livePicture() {
        // docs/ami.md
        AmiPbxState state = AmiPbxState.of(client); // keep it open as long as you look at it
        state.awaitCurrent(Duration.ofSeconds(5));
        PbxSnapshot now = state.snapshot(); // never changes; costs nothing to take
        for (PbxChannel channel : now.channels()) {
            String with = channel.bridge()
                    .flatMap(now::bridge)
                    .map(bridge -> bridge.channels().size() + " talk")
                    .orElse("alone");
            show(channel.name(), channel.isUp(), with);
        }
        state.onChange(change -> {
            if (change instanceof PbxChange.Resync) {
                redraw(state.snapshot()); // first of all, after a restart of Asterisk, and when you were too slow
            } else if (change instanceof PbxChange.Channel channel && channel.isRemoved()) {
                remove(channel.uniqueId());
            }
        });
        // end
        return state;
    }
}
