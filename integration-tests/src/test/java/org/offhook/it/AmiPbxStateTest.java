// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiPbxState;
import org.offhook.ami.RawAction;
import org.offhook.ami.state.PbxBridge;
import org.offhook.ami.state.PbxChange;
import org.offhook.ami.state.PbxChannel;
import org.offhook.ami.state.PbxPart;
import org.offhook.ami.state.PbxQueue;
import org.offhook.ami.state.PbxQueueMember;
import org.offhook.ami.state.PbxSnapshot;
import org.offhook.ami.state.PbxStateOptions;
import org.offhook.ami.state.PbxStatus;
import org.offhook.testkit.FaultProxy;

/** The live picture is what Asterisk's own lists say, all the time. */
@RealAsterisk(options = AmiPbxStateTest.Options.class)
class AmiPbxStateTest {
    private static final String CONTEXT = "pbx-state";
    private static final Duration LONG = Duration.ofSeconds(20);

    /** A queue in which callers wait, calls that stay, and users who may see less. */
    static final class Options implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT
                    .withModules("res_manager_devicestate", "func_devstate")
                    .withFile("queues_extra.conf", """
                            [line]
                            strategy = rrmemory
                            joinempty = yes
                            weight = 7
                            """)
                    .withFile("manager_extra.conf", """
                            [watcher]
                            secret = w
                            read = call,agent,dialplan
                            write = command
                            """)
                    .withDialplan("""
                            [%s]
                            exten => talk,1,Answer()
                             same => n,Wait(600)
                            exten => ring,1,Ringing()
                             same => n,Wait(600)
                            exten => dial,1,Dial(Local/talk@%1$s/n)
                            exten => try,1,Dial(Local/ring@%1$s/n)
                            exten => queue,1,Answer()
                             same => n,Queue(line)
                            exten => room,1,Answer()
                             same => n,Set(CONFBRIDGE(user,quiet)=yes)
                             same => n,ConfBridge(room)
                            exten => hold,1,Answer()
                             same => n,Wait(600)
                            """.formatted(CONTEXT));
        }
    }

    private final AsteriskUnderTest asterisk;
    private final Deque<AmiPbxState> states = new ArrayDeque<>();
    private AmiClients clients;
    private AmiClient client;
    private AmiPbxState state;

    AmiPbxStateTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    @BeforeEach
    void setUp() {
        clients = new AmiClients(asterisk);
        client = clients.connect();
        state = live(client);
    }

    @AfterEach
    void hangUp() {
        states.forEach(AmiPbxState::close);
        if (asterisk.isRunning()) {
            asterisk.ami().action("Hangup", Map.of("Channel", "/.*/"));
            await().atMost(LONG).until(() -> asterisk.ami().channels().isEmpty());
        }
        clients.close();
    }

    private AmiPbxState live(AmiClient of) {
        AmiPbxState made = AmiPbxState.of(of, PbxStateOptions.defaults().withoutVerification());
        states.push(made);
        assertThat(made.awaitCurrent(LONG)).isTrue();
        return made;
    }

    /** A call to this extension; its far end waits. */
    private LocalPair call(String extension) {
        LocalPair pair = LocalPair.create();
        client.request(RawAction.of(
                "Originate",
                "Channel",
                "Local/" + extension + "@" + CONTEXT + "/n",
                "Application",
                "Wait",
                "Data",
                "600",
                "Async",
                "true",
                "ChannelId",
                pair.firstId(),
                "OtherChannelId",
                pair.secondId(),
                "Timeout",
                "60000"));
        return pair;
    }

    // ---- the lists of Asterisk and the picture, in words that can be compared (less the application: Originate and
    // Bridge
    // begin one without an event)

    private Map<String, String> lists() {
        Map<String, String> all = new TreeMap<>();
        for (AmiMessage each : asterisk.ami().actionList("CoreShowChannels", Map.of())) {
            all.put(
                    "channel " + each.get("Uniqueid"),
                    String.join(
                            " ",
                            each.get("Channel"),
                            each.get("ChannelState"),
                            each.get("Context") + "," + each.get("Exten") + "," + each.get("Priority"),
                            each.get("BridgeId")));
        }
        for (AmiMessage bridge : asterisk.ami().actionList("BridgeList", Map.of())) {
            String id = bridge.get("BridgeUniqueid");
            all.put(
                    "bridge " + id,
                    bridge.get("BridgeTechnology") + " "
                            + asterisk.ami().actionList("BridgeInfo", Map.of("BridgeUniqueid", id)).stream()
                                    .map(each -> each.get("Uniqueid"))
                                    .sorted()
                                    .toList());
        }
        for (AmiMessage each : asterisk.ami().actionList("QueueStatus", Map.of())) {
            String queue = "queue " + each.get("Queue");
            if (each.isEvent("QueueMember")) {
                all.put(
                        queue + " member " + each.get("Location"),
                        String.join(
                                " ", each.get("Status"), each.get("Paused"), each.get("Penalty"), each.get("Name")));
            } else if (each.isEvent("QueueEntry")) {
                all.put(queue + " position " + each.get("Position"), each.get("Uniqueid"));
            } else {
                all.put(queue, each.get("Strategy"));
            }
        }
        for (AmiMessage each : asterisk.ami().actionList("DeviceStateList", Map.of())) {
            assertThat(each.get("Device")).as("Asterisk keeps no Local device").doesNotStartWith("Local/");
            all.put("device " + each.get("Device"), each.get("State"));
        }
        return all;
    }

    private static Map<String, String> words(PbxSnapshot picture) {
        Map<String, String> all = new TreeMap<>();
        for (PbxChannel each : picture.channels()) {
            all.put(
                    "channel " + each.uniqueId(),
                    String.join(
                            " ",
                            each.name(),
                            "" + each.state().orElse(-1),
                            each.snapshot().context().orElse("")
                                    + "," + each.snapshot().extension().orElse("")
                                    + "," + each.snapshot().priority().orElse(0),
                            each.bridge().orElse("")));
        }
        for (PbxBridge each : picture.bridges()) {
            all.put(
                    "bridge " + each.uniqueId(),
                    each.snapshot().technology().orElse("") + " "
                            + each.channels().stream().sorted().toList());
        }
        for (PbxQueue queue : picture.queues()) {
            String name = "queue " + queue.name();
            all.put(name, queue.strategy().orElse(""));
            for (PbxQueueMember each : queue.members()) {
                all.put(
                        name + " member " + each.interfaceName(),
                        String.join(
                                " ",
                                "" + each.status().orElse(-1),
                                each.paused() ? "1" : "0",
                                "" + each.penalty().orElse(-1),
                                each.name().orElse("")));
            }
            for (int i = 0; i < queue.callers().size(); i++) {
                all.put(name + " position " + (i + 1), queue.callers().get(i).uniqueId());
            }
        }
        picture.devices().stream()
                .filter(each -> !each.name().startsWith("Local/"))
                .forEach(each -> all.put("device " + each.name(), each.state()));
        return all;
    }

    /** Soon the picture is what the lists say; so is one that is made now. */
    private void assertIsWhatAsteriskLists(AmiPbxState picture) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(words(picture.snapshot())).isEqualTo(lists()));
        try (AmiPbxState late = AmiPbxState.of(client)) {
            assertThat(late.awaitCurrent(LONG)).isTrue();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(words(late.snapshot())).isEqualTo(words(picture.snapshot())));
        }
    }

    private PbxChannel channel(String id) {
        return state.channel(id).orElseThrow(() -> new AssertionError(id + " is not in " + state));
    }

    // ---- tests

    @Test
    void aCallIsSeenFromItsRingingToItsEnd() {
        Seen<PbxChange> changes = new Seen<>();
        state.onChange(changes);
        call("try");
        await().atMost(LONG)
                .until(() -> state.channels().stream()
                        .anyMatch(each -> !each.dialing().isEmpty()));
        PbxChannel caller = state.channels().stream()
                .filter(each -> !each.dialing().isEmpty())
                .findFirst()
                .orElseThrow();
        PbxChannel dialed = channel(caller.dialing().iterator().next());
        assertThat(dialed.dialedBy()).contains(caller.uniqueId());
        assertThat(caller.created().orElseThrow())
                .isBetween(
                        java.time.Instant.now().minusSeconds(30),
                        java.time.Instant.now().plusSeconds(1));
        await().atMost(LONG).until(() -> channel(dialed.uniqueId()).state().orElse(-1) == 5);
        assertIsWhatAsteriskLists(state);

        asterisk.ami().hangup(caller.name());
        await().atMost(LONG).until(() -> state.channels().isEmpty());
        assertIsWhatAsteriskLists(state);
        changes.await(
                "its end",
                each -> each instanceof PbxChange.Channel change
                        && change.isRemoved()
                        && change.uniqueId().equals(dialed.uniqueId()));
        assertThat(changes.all().get(0)).isEqualTo(new PbxChange.Resync(0));
        assertThat(state.statistics().doubts()).isZero();
    }

    @Test
    void twoWhoTalkAreInOneBridge() {
        LocalPair pair = call("dial");
        await().atMost(LONG)
                .until(() -> state.bridges().stream()
                        .anyMatch(each -> each.channels().size() == 2));
        PbxBridge bridge = state.bridges().iterator().next();

        assertThat(bridge.channels()).contains(pair.secondId());
        assertThat(channel(pair.secondId()).bridge()).contains(bridge.uniqueId());
        assertThat(channel(pair.secondId()).application()).contains("Dial");
        assertThat(channel(pair.secondId()).isUp()).isTrue();
        assertIsWhatAsteriskLists(state);

        asterisk.ami().redirect(channel(pair.secondId()).name(), CONTEXT, "hold");
        await().atMost(LONG).until(() -> state.bridges().isEmpty());
        assertThat(channel(pair.secondId()).bridge()).isEmpty();
        assertIsWhatAsteriskLists(state);
    }

    @Test
    void aBridgeMadeFromOutsideAndAConferenceAreSeen() {
        LocalPair one = call("talk");
        LocalPair two = call("talk");
        await().atMost(LONG)
                .until(() -> asterisk.ami().channels().size() == 4
                        && asterisk.ami().channels().stream()
                                .allMatch(each -> each.get("ChannelState").equals("6")));
        client.request(RawAction.of(
                "Bridge",
                "Channel1",
                channel(one.firstId()).name(),
                "Channel2",
                channel(two.firstId()).name()));
        await().atMost(LONG)
                .until(() -> channel(one.firstId()).bridge().isPresent()
                        && channel(one.firstId())
                                .bridge()
                                .equals(channel(two.firstId()).bridge()));

        LocalPair third = call("room");
        LocalPair fourth = call("room");
        await().atMost(LONG)
                .until(() -> state.channel(fourth.secondId())
                                .flatMap(PbxChannel::bridge)
                                .isPresent()
                        && state.channel(third.secondId())
                                .flatMap(PbxChannel::bridge)
                                .isPresent());
        PbxBridge room =
                state.bridge(channel(third.secondId()).bridge().orElseThrow()).orElseThrow();
        assertThat(room.snapshot().name()).contains("room");
        assertThat(room.snapshot().technology()).contains("softmix");
        assertThat(room.channels()).containsExactlyInAnyOrder(third.secondId(), fourth.secondId());
        assertIsWhatAsteriskLists(state);
    }

    @Test
    void aQueueIsSeenWithItsMembersAndWhoWaits() {
        for (String member : List.of("ring", "talk")) {
            client.request(RawAction.of(
                    "QueueAdd",
                    "Queue",
                    "line",
                    "Interface",
                    "Local/" + member + "@" + CONTEXT + "/n",
                    "MemberName",
                    "Agent " + member,
                    "Penalty",
                    "2",
                    "Paused",
                    "true"));
        }
        LocalPair first = call("queue");
        await().atMost(LONG)
                .until(() -> state.queue("line").orElseThrow().callers().size() == 1);
        LocalPair second = call("queue");
        await().atMost(LONG)
                .until(() -> state.queue("line").orElseThrow().callers().size() == 2);
        PbxQueue queue = state.queue("line").orElseThrow();
        assertThat(queue.callers())
                .extracting(each -> each.uniqueId())
                .containsExactly(first.secondId(), second.secondId());
        assertThat(queue.weight()).hasValue(7);
        assertThat(queue.members()).hasSize(2).allMatch(PbxQueueMember::paused);
        assertIsWhatAsteriskLists(state);

        // The one who rings is unpaused and rings; then the first caller gives up.
        client.request(RawAction.of("QueuePause", "Interface", "Local/ring@" + CONTEXT + "/n", "Paused", "false"));
        await().atMost(LONG)
                .until(() -> state.channels().stream()
                        .anyMatch(each -> each.dialedBy().isPresent()));
        asterisk.ami().hangup(channel(first.secondId()).name());
        await().atMost(LONG)
                .until(() -> state.queue("line").orElseThrow().callers().size() == 1);
        assertIsWhatAsteriskLists(state);

        // The other takes the second caller.
        client.request(RawAction.of("QueuePause", "Interface", "Local/talk@" + CONTEXT + "/n", "Paused", "false"));
        client.request(RawAction.of("QueueRemove", "Queue", "line", "Interface", "Local/ring@" + CONTEXT + "/n"));
        await().atMost(Duration.ofSeconds(40))
                .until(() -> channel(second.secondId()).bridge().isPresent());
        assertThat(state.queue("line").orElseThrow().callers()).isEmpty();
        assertThat(state.queue("line")
                        .orElseThrow()
                        .member("Local/talk@" + CONTEXT + "/n")
                        .orElseThrow()
                        .status())
                .hasValue(2);
        assertIsWhatAsteriskLists(state);

        client.request(RawAction.of("QueueRemove", "Queue", "line", "Interface", "Local/talk@" + CONTEXT + "/n"));
        await().atMost(LONG)
                .until(() -> state.queue("line").orElseThrow().members().isEmpty());
        assertThat(state.statistics().doubts()).isZero();
    }

    @Test
    void aDeviceHasItsState() {
        for (String device : List.of("INUSE", "NOT_INUSE", "ONHOLD")) {
            asterisk.ami().setGlobal("DEVICE_STATE(Custom:lamp)", device);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(
                                    state.device("Custom:lamp").orElseThrow().state())
                            .isEqualTo(device));
        }
        assertIsWhatAsteriskLists(state);
    }

    @Test
    void aStateMadeInTheMiddleOfAStormOfCallsIsRightWhenItIsOver() {
        for (int i = 0; i < 60; i++) {
            LocalPair pair = call(i % 3 == 0 ? "dial" : i % 3 == 1 ? "room" : "queue");
            if (i % 4 == 3) {
                client.send(RawAction.of("Hangup", "Channel", pair.firstId()));
            }
            if (i % 10 == 5) {
                states.push(AmiPbxState.of(client, PbxStateOptions.defaults().withoutVerification()));
            }
            if (i % 20 == 10) {
                state.refresh();
            }
        }
        assertIsWhatAsteriskLists(state);
        for (AmiPbxState each : states) {
            assertThat(each.awaitCurrent(LONG)).isTrue();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(words(each.snapshot())).isEqualTo(words(state.snapshot())));
        }

        // Compared with the lists now that it is quiet: nothing is wrong.
        await().atMost(LONG).until(() -> state.statistics().verifications() > 0);
        long wrong = state.statistics().discrepancies();
        long verified = state.statistics().verifications();
        state.refresh();
        await().atMost(LONG).until(() -> state.statistics().verifications() > verified);
        assertThat(state.statistics().discrepancies()).isEqualTo(wrong);
    }

    @Test
    void aCrashMakesItStaleAndTheRestartEmpty() {
        LocalPair pair = call("dial");
        await().atMost(LONG)
                .until(() -> state.bridges().stream()
                        .anyMatch(each -> each.channels().size() == 2));
        Seen<PbxChange> changes = new Seen<>();
        state.onChange(changes);
        Stage.pause(Duration.ofMillis(1100)); // Asterisk tells its start to the second

        asterisk.kill();
        await().atMost(LONG).until(() -> state.status() == PbxStatus.STALE);
        assertThat(state.isCurrent()).isFalse();
        assertThat(state.channel(pair.secondId())).as("what was last known").isPresent();

        asterisk.restart();
        assertThat(state.awaitCurrent(LONG)).isTrue();
        assertThat(state.channels()).isEmpty();
        assertThat(state.bridges()).isEmpty();
        assertIsWhatAsteriskLists(state);
        changes.await("live again", new PbxChange.Status(PbxStatus.SYNCING, PbxStatus.LIVE)::equals);
        assertThat(changes.all().stream().filter(PbxChange.Resync.class::isInstance))
                .hasSize(2);

        call("talk");
        await().atMost(LONG).until(() -> state.channels().size() == 2);
    }

    @Test
    void aLostLinkLosesNothingOfWhatIsStillThere() throws Exception {
        try (FaultProxy link = FaultProxy.to(asterisk.amiAddress())) {
            AmiClient behind = clients.connect(clients.options().port(link.port()));
            AmiPbxState watched = live(behind);
            LocalPair stays = call("dial");
            LocalPair goes = call("talk");
            await().atMost(LONG).until(() -> watched.channels().size() == 6);

            link.reset();
            client.request(RawAction.of("Hangup", "Channel", goes.firstId()));
            LocalPair comes = call("room");
            await().atMost(LONG).until(() -> behind.statistics().connections() == 2);
            assertThat(watched.awaitCurrent(LONG)).isTrue();

            await().atMost(LONG)
                    .until(() -> watched.channel(comes.secondId())
                            .flatMap(PbxChannel::bridge)
                            .isPresent());
            assertThat(watched.channel(stays.secondId()).flatMap(PbxChannel::bridge))
                    .isPresent();
            await().atMost(LONG).until(() -> watched.channel(goes.firstId()).isEmpty());
            assertIsWhatAsteriskLists(watched);
        }
    }

    @Test
    void aUserWhoMayNotListChannelsStillSeesTheOnesThatBridgesAndEventsTellOf() {
        LocalPair before = call("dial");
        await().atMost(LONG)
                .until(() -> state.bridges().stream()
                        .anyMatch(each -> each.channels().size() == 2));
        AmiPbxState little =
                live(clients.connect(clients.options("watcher", "w").bootTimeout(Duration.ofMillis(300))));

        assertThat(little.snapshot().unavailable()).containsOnlyKeys(PbxPart.CHANNELS, PbxPart.DEVICES);
        assertThat(little.snapshot().unavailable().get(PbxPart.CHANNELS)).contains("CoreShowChannels");
        assertThat(little.channel(before.secondId()).orElseThrow().bridge()).isPresent();
        assertThat(little.bridges())
                .singleElement()
                .satisfies(bridge -> assertThat(bridge.channels()).hasSize(2));
        assertThat(little.queue("line")).isPresent();

        LocalPair after = call("talk");
        await().atMost(LONG).until(() -> little.channel(after.secondId()).isPresent());
    }

    @Test
    void queuesAreMissingAloneWhileTheirModuleIs() {
        module("unload");
        try {
            AmiPbxState without = live(client);
            assertThat(without.snapshot().unavailable()).containsOnlyKeys(PbxPart.QUEUES);
            assertThat(without.queues()).isEmpty();

            module("load");
            without.refresh(); // the module's event is a reason to read anew as well, though not at once
            // An event may show the queue before the reading is over.
            await().atMost(LONG)
                    .until(() -> without.queue("line").isPresent()
                            && without.snapshot().unavailable().isEmpty());
        } finally {
            module("load");
        }
    }

    private void module(String how) {
        asterisk.ami().action("ModuleLoad", Map.of("Module", "app_queue.so", "LoadType", how));
    }

    @Test
    void aClosedStateStaysAsItWas() {
        call("talk");
        await().atMost(LONG).until(() -> state.channels().size() == 2);
        state.close();
        asterisk.ami().action("Hangup", Map.of("Channel", "/.*/"));
        await().atMost(LONG).until(() -> asterisk.ami().channels().isEmpty());

        assertThat(state.channels()).hasSize(2);
        assertThat(state.status()).isEqualTo(PbxStatus.CLOSED);
    }
}
