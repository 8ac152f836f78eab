// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.ami.spi.AmiEventSink;
import org.offhook.ami.state.PbxChange;
import org.offhook.ami.state.PbxChannel;
import org.offhook.ami.state.PbxPart;
import org.offhook.ami.state.PbxStateOptions;
import org.offhook.ami.state.PbxStatus;

/** The live picture over a connection. */
class AmiPbxStateTest extends AmiClientFixture {

    private static final Duration LONG = Duration.ofSeconds(20);

    private volatile List<String> channels = List.of();
    /** How many channels are announced and not listed. */
    private volatile int missing;

    @BeforeEach
    void lists() {
        server.on("CoreShowChannels", (peer, action) -> {
            peer.reply(action, "Success", "EventList: start", "Message: Channels will follow");
            for (String id : channels) {
                peer.item(action, "CoreShowChannel", channel(id, 6));
            }
            peer.item(
                    action,
                    "CoreShowChannelsComplete",
                    "EventList: Complete",
                    "ListItems: " + (channels.size() + missing));
        });
        server.on("BridgeList", (peer, action) -> {
            peer.reply(action, "Success", "EventList: start", "Message: Bridge listing will follow");
            peer.item(action, "BridgeListComplete", "EventList: Complete", "ListItems: 0");
        });
        server.on("QueueStatus", (peer, action) -> {
            peer.reply(action, "Success", "EventList: start", "Message: Queue status will follow");
            peer.item(action, "QueueParams", "Queue: support", "Strategy: ringall");
            peer.item(
                    action,
                    "QueueMember",
                    "Queue: support",
                    "Name: Ann",
                    "Location: PJSIP/1",
                    "Status: 1",
                    "Paused: 0");
            peer.item(action, "QueueStatusComplete", "EventList: Complete", "ListItems: 2");
        });
        server.on("DeviceStateList", (peer, action) -> peer.reply(action, "Error", "Message: Permission denied"));
    }

    private static String[] channel(String id, int state) {
        return new String[] {
            "Channel: PJSIP/" + id,
            "ChannelState: " + state,
            "ChannelStateDesc: Up",
            "Uniqueid: " + id,
            "Linkedid: " + id
        };
    }

    private static AmiPbxState live(AmiClient client) {
        AmiPbxState state = AmiPbxState.of(client);
        assertThat(state.awaitCurrent(LONG)).isTrue();
        return state;
    }

    @Test
    void itIsReadFromListsAndKeptFromEvents() throws Exception {
        channels = List.of("1.1", "1.2");
        try (AmiPbxState state = live(connect())) {
            assertThat(state.isCurrent()).isTrue();
            assertThat(state.channels()).extracting(PbxChannel::uniqueId).containsExactlyInAnyOrder("1.1", "1.2");
            assertThat(state.queue("support")
                            .orElseThrow()
                            .member("PJSIP/1")
                            .orElseThrow()
                            .name())
                    .contains("Ann");
            assertThat(state.queues()).hasSize(1);
            assertThat(state.bridges()).isEmpty();
            assertThat(state.snapshot().unavailable()).containsOnlyKeys(PbxPart.DEVICES);

            server.peer().event("Hangup", channel("1.1", 6));
            server.peer().event("Newchannel", channel("1.3", 0));
            server.peer()
                    .event(
                            "BridgeEnter",
                            "BridgeUniqueid: b",
                            "BridgeNumChannels: 1",
                            String.join("\r\n", channel("1.3", 6)));
            server.peer().event("DeviceStateChange", "Device: PJSIP/1", "State: RINGING");
            await().until(() -> state.device("PJSIP/1").isPresent());
            assertThat(state.channel("1.1")).isEmpty();
            assertThat(state.channel("1.3").orElseThrow().bridge()).contains("b");
            assertThat(state.bridge("b").orElseThrow().channels()).containsExactly("1.3");
            assertThat(state.devices()).hasSize(1);
            assertThat(state.toString()).contains("LIVE");
        }
    }

    @Test
    void channelsThatAListLacksAreNotTakenForGone() {
        channels = List.of("1.1", "1.2");
        try (AmiPbxState state = live(connect());
                Logs logs = new Logs()) {
            missing = 1;
            state.refresh();
            await().until(() ->
                    !logs.with("CoreShowChannels: Asterisk cancelled its list").isEmpty());
            assertThat(state.channels()).hasSize(2);
            assertThat(state.isCurrent()).isTrue();
            channels = List.of("1.1");
            missing = 0;
            await().until(() -> state.channels().size() == 1); // it was asked again
        }
    }

    @Test
    void overALostConnectionItIsStaleAndThenReadAnew() throws Exception {
        channels = List.of("1.1", "1.2");
        AmiClient client = connect(options().reconnectPause(Duration.ofMillis(200), Duration.ofMillis(300)));
        try (AmiPbxState state = live(client)) {
            List<PbxStatus> statuses = new CopyOnWriteArrayList<>();
            state.onChange(change -> {
                if (change instanceof PbxChange.Status status) {
                    statuses.add(status.to());
                }
            });
            channels = List.of("1.2", "1.4");
            server.peer().rst();
            await().until(() -> state.status() == PbxStatus.STALE);
            assertThat(state.channels()).hasSize(2);

            assertThat(state.awaitCurrent(LONG)).isTrue();
            assertThat(state.channels()).extracting(PbxChannel::uniqueId).containsExactlyInAnyOrder("1.2", "1.4");
            await().until(() -> statuses.contains(PbxStatus.LIVE));
            assertThat(statuses).containsExactly(PbxStatus.STALE, PbxStatus.SYNCING, PbxStatus.LIVE);
            assertThat(state.statistics().readings()).isEqualTo(2);
        }
    }

    @Test
    void afterARestartWhatWasThereIsGoneEvenIfItCannotBeReadYet() throws Exception {
        channels = List.of("1.1");
        try (AmiPbxState state = live(connect())) {
            server.restarted().ignore("CoreShowChannels");
            server.peer().rst();
            await().until(() -> state.channels().isEmpty());

            assertThat(state.isCurrent()).isFalse();
        }
    }

    @Test
    void aClientThatIsNotReadyYetIsWaitedFor() {
        AmiClient client = start(options());
        try (AmiPbxState state = live(client)) {
            assertThat(state.queues()).hasSize(1);
        }
    }

    @Test
    void severalStatesOfOneClientAreIndependent() throws Exception {
        AmiClient client = connect();
        AmiPbxState first = live(client);
        try (AmiPbxState second = live(client)) {
            first.close();
            server.peer().event("Newchannel", channel("1.9", 0));
            await().until(() -> second.channel("1.9").isPresent());

            assertThat(first.channels()).isEmpty();
            assertThat(first.status()).isEqualTo(PbxStatus.CLOSED);
        }
    }

    @Test
    void aLoopMustNotWaitForIt() {
        AmiClient client = connect();
        try (AmiPbxState state = live(client)) {
            CompletableFuture<Boolean> onLoop = new CompletableFuture<>();
            client.attach(new AmiEventSink() {
                @Override
                public void event(AmiEvent event) {}

                @Override
                public void ready() {
                    try {
                        onLoop.complete(state.awaitCurrent(LONG));
                    } catch (IllegalStateException e) {
                        onLoop.completeExceptionally(e);
                    }
                }
            });

            failure(onLoop, IllegalStateException.class);
        }
    }

    @Test
    void whoWaitsIsToldWhenTheClientIsClosed() {
        server.ignore("QueueStatus");
        AmiClient client = connect();
        try (AmiPbxState state = AmiPbxState.of(client)) {
            assertThat(state.awaitCurrent(Duration.ofMillis(50))).isFalse();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(client::close);

            assertThatExceptionOfType(AmiClosedException.class).isThrownBy(() -> state.awaitCurrent(LONG));
            result(closing);
        }
    }

    @Test
    void listenersRunOnTheExecutorOfTheClient() throws Exception {
        ExecutorService own = Executors.newFixedThreadPool(2, task -> new Thread(task, "the-users-own"));
        try {
            AmiClient client = connect(options().executor(own));
            List<String> threads = new CopyOnWriteArrayList<>();
            try (AmiPbxState state =
                    AmiPbxState.of(client, PbxStateOptions.defaults().maxWaitingChanges(5))) {
                assertThat(state.awaitCurrent(LONG)).isTrue();
                try (AmiRegistration told = state.onChange(
                        change -> threads.add(Thread.currentThread().getName()))) {
                    server.peer().event("Newchannel", channel("1.9", 0));
                    await().until(() -> threads.size() >= 2);
                }
            }
            client.close();

            assertThat(threads).containsOnly("the-users-own");
        } finally {
            own.shutdownNow();
        }
    }
}
