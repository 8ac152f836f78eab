// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.HeaderValues;
import org.offhook.ami.state.PbxBridge;
import org.offhook.ami.state.PbxChannel;
import org.offhook.ami.state.PbxDevice;
import org.offhook.ami.state.PbxPart;
import org.offhook.ami.state.PbxQueue;
import org.offhook.ami.state.PbxSnapshot;
import org.offhook.ami.state.PbxStatus;

/** The picture while a real Asterisk 22 tells of real calls. */
class TranscriptPictureTest {

    private static final Path FOLDER = folder();

    /** What is told of a call that began before the recording, or whose end is not in it. */
    private static final List<String> CUT =
            List.of("http-", "server-core", "connect-during-startup", "asyncagi-two-clients");

    /** What tells of channels and queues that were there before: reason to read them. */
    private static final List<String> LATE =
            List.of("call-dial-answer-bridge-status", "queue-full-call", "queue-ring-no-answer-and-abandon");

    private final Canvas canvas = Canvas.visible();
    private List<AmiHeaders> ahead = List.of();

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(TranscriptPictureTest.class.getResource("/transcripts/asterisk22"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<AmiHeaders> read(String name) {
        List<AmiHeaders> messages = new ArrayList<>();
        try (InputStream in = Files.newInputStream(FOLDER.resolve(name + ".txt"))) {
            for (String block : new String(in.readAllBytes(), UTF_8).split("\r\n\r\n", -1)) {
                AmiHeaders.Builder message = AmiHeaders.builder();
                for (String line : block.split("\r\n", -1)) {
                    int colon = line.indexOf(": ");
                    if (colon > 0) {
                        message.add(line.substring(0, colon).stripTrailing(), line.substring(colon + 2));
                    }
                }
                messages.add(message.build());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }

    private void play(String name) {
        ahead = new ArrayList<>(read(name));
    }

    /** Plays on up to and including the first event of this name that fits. */
    private void until(String event, Predicate<AmiHeaders> fits) {
        while (!ahead.isEmpty()) {
            AmiHeaders next = ahead.remove(0);
            take(next);
            if (next.has("Event", event) && fits.test(next)) {
                return;
            }
        }
        throw new AssertionError("no such " + event);
    }

    private void until(String event) {
        until(event, each -> true);
    }

    private void toTheEnd() {
        ahead.forEach(this::take);
        ahead = List.of();
    }

    private void take(AmiHeaders message) {
        EventRules.Rule rule = EventRules.of(message.find("Event").orElse(""));
        if (rule != null && !message.contains("ActionID")) {
            rule.apply(canvas, message, Instant.EPOCH);
        }
    }

    private PbxSnapshot picture() {
        return canvas.picture(PbxStatus.LIVE, 1, java.util.Map.of());
    }

    private PbxChannel named(String name) {
        return picture().channels().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("no " + name + " among " + picture().channels()));
    }

    private static Predicate<AmiHeaders> with(String header, String value) {
        return each -> each.has(header, value);
    }

    @Test
    void oneChannelDialsAnotherAndBothMeetInABridge() {
        play("call-dial-answer-bridge-status");
        until("DialBegin", each -> each.contains("Uniqueid"));
        PbxChannel caller = picture().channels().stream()
                .filter(each -> !each.dialing().isEmpty())
                .findFirst()
                .orElseThrow();
        PbxChannel dialed =
                picture().channel(caller.dialing().iterator().next()).orElseThrow();
        assertThat(dialed.dialedBy()).contains(caller.uniqueId());
        assertThat(caller.application()).contains("Dial");
        assertThat(caller.created()).contains(Instant.EPOCH);

        until("DialEnd", each -> each.contains("Uniqueid"));
        assertThat(picture().channels()).allSatisfy(each -> {
            assertThat(each.dialing()).isEmpty();
            assertThat(each.dialedBy()).isEmpty();
        });

        until("BridgeEnter");
        until("BridgeEnter");
        assertThat(picture().bridges()).singleElement().satisfies(bridge -> {
            assertThat(bridge.channels()).containsExactlyInAnyOrder(caller.uniqueId(), dialed.uniqueId());
            assertThat(bridge.snapshot().technology()).contains("simple_bridge");
        });
        assertThat(picture().channel(caller.uniqueId()).orElseThrow().isUp()).isTrue();
        assertThat(picture().channel(dialed.uniqueId()).orElseThrow().bridge())
                .isEqualTo(picture().channel(caller.uniqueId()).orElseThrow().bridge())
                .isPresent();
        assertThat(canvas.doubts()).isZero();

        toTheEnd();
        assertThat(picture().channels()).isEmpty();
        assertThat(picture().bridges()).isEmpty();
    }

    @Test
    void aBlindTransferMovesTheChannelOutOfItsBridge() {
        play("blindtransfer");
        until("BlindTransfer");
        AmiHeaders transfer = read("blindtransfer").stream()
                .filter(with("Event", "BlindTransfer"))
                .findFirst()
                .orElseThrow();
        String moved = transfer.find("TransfereeUniqueid").orElseThrow();
        assertThat(picture().channel(moved)).isPresent();

        until("Newexten", each -> each.has("Uniqueid", moved));
        assertThat(picture().channel(moved).orElseThrow().bridge()).isEmpty();
        assertThat(picture().channel(moved).orElseThrow().snapshot().extension())
                .isEqualTo(transfer.find("Extension"));

        toTheEnd();
        assertThat(picture().channels()).isEmpty();
        assertThat(picture().bridges()).isEmpty();
    }

    @Test
    void aPickedUpCallIsInABridgeWithWhoPickedItUp() {
        play("pickup-masquerade-rename");
        until("Pickup");
        until("BridgeEnter");
        until("BridgeEnter");
        assertThat(picture().bridges())
                .singleElement()
                .satisfies(bridge -> assertThat(bridge.channels()).containsExactly("1795227554.7", "1795227553.3"));
        assertThat(named("Local/pick@research-00000003;2").bridge()).isPresent();
        assertThat(picture().channel("1795227553.4")).isEmpty();
        assertThat(picture().channel("1795227553.3").orElseThrow().dialing()).isEmpty();

        toTheEnd();
        assertThat(picture().channels()).isEmpty();
        assertThat(picture().bridges()).isEmpty();
    }

    @Test
    void aConferenceIsABridgeWithItsNumberAsName() {
        play("confbridge-two-users");
        until("BridgeEnter", with("Uniqueid", "1795226980.304"));
        PbxBridge bridge = picture().bridges().iterator().next();
        assertThat(bridge.snapshot().name()).contains("rsch");
        assertThat(bridge.snapshot().creator()).contains("ConfBridge");
        assertThat(bridge.channels()).containsExactly("1795226980.304");
        assertThat(picture().channel("1795226980.304").orElseThrow().bridge()).contains(bridge.uniqueId());
        // Of the first one to come, who was told to be alone, Asterisk reports it only when the other has gone.
        assertThat(bridge.snapshot().channels()).hasValue(2);
        until("BridgeEnter", with("Uniqueid", "1795226979.300"));
        assertThat(picture().bridge(bridge.uniqueId()).orElseThrow().channels()).containsExactly("1795226979.300");

        toTheEnd();
        assertThat(picture().channels()).isEmpty();
        assertThat(picture().bridges()).isEmpty();
    }

    @Test
    void aQueueHasItsMemberPausedOrNotAndTheCallerWhoWaits() {
        play("queue-full-call");
        until("QueueMemberAdded");
        PbxQueue queue = picture().queue("research").orElseThrow();
        assertThat(queue.members()).singleElement().satisfies(member -> {
            assertThat(member.interfaceName()).isEqualTo("Local/member@research/n");
            assertThat(member.name()).contains("Mem One");
            assertThat(member.penalty()).hasValue(1);
            assertThat(member.paused()).isFalse();
        });

        until("QueueMemberPause");
        assertThat(member()).satisfies(member -> {
            assertThat(member.paused()).isTrue();
            assertThat(member.pausedReason()).contains("lunch");
        });
        until("QueueMemberPenalty");
        assertThat(member().paused()).isFalse();
        assertThat(member().penalty()).hasValue(3);

        until("QueueCallerJoin");
        assertThat(picture().queue("research").orElseThrow().callers())
                .singleElement()
                .satisfies(caller -> {
                    assertThat(caller.uniqueId()).isEqualTo("1795226966.290");
                    assertThat(caller.snapshot().callerIdNumber()).contains("100");
                    assertThat(caller.joined()).isEqualTo(Instant.EPOCH);
                });
        assertThat(picture().device("Queue:research")).contains(new PbxDevice("Queue:research", "RINGING"));

        until("QueueMemberStatus", with("Status", "2"));
        assertThat(member().status()).hasValue(2);
        until("AgentConnect");
        assertThat(picture().queue("research").orElseThrow().callers()).isEmpty();

        toTheEnd();
        assertThat(picture().queue("research").orElseThrow().members()).isEmpty();
        assertThat(picture().channels()).isEmpty();
        assertThat(picture().devices()).noneMatch(each -> each.name().startsWith("Local/"));
    }

    private org.offhook.ami.state.PbxQueueMember member() {
        return picture()
                .queue("research")
                .flatMap(queue -> queue.member("Local/member@research/n"))
                .orElseThrow();
    }

    @Test
    void aCallerWhoGivesUpIsNoLongerInTheQueue() {
        play("queue-ring-no-answer-and-abandon");
        until("QueueCallerJoin");
        assertThat(picture().queue("research").orElseThrow().callers()).hasSize(1);
        until("QueueCallerAbandon");
        assertThat(picture().queue("research").orElseThrow().callers()).isEmpty();

        toTheEnd();
        assertThat(picture().channels()).isEmpty();
    }

    @Test
    void aDeviceHasItsState() {
        play("device-presence-extension-state");
        toTheEnd();

        assertThat(picture().devices())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.state()).matches("[A-Z_]+"));
    }

    /** No channel and no bridge outlives its hang-up, in whatever order the reports of a real Asterisk come. */
    @ParameterizedTest
    @MethodSource("recordings")
    void atTheEndOnlyWhatWasNotHungUpIsLeft(String name) {
        List<String> open = new ArrayList<>();
        List<String> bridges = new ArrayList<>();
        for (AmiHeaders message : read(name)) {
            take(message);
            Optional<String> id = HeaderValues.text(message, "Uniqueid");
            Optional<String> bridge = HeaderValues.text(message, "BridgeUniqueid");
            if (message.has("Event", "Newchannel")) {
                open.add(id.orElseThrow());
            } else if (message.has("Event", "Hangup")) {
                open.remove(id.orElseThrow());
            } else if (message.has("Event", "BridgeCreate")) {
                bridges.add(bridge.orElseThrow());
            } else if (message.has("Event", "BridgeDestroy")) {
                bridges.remove(bridge.orElseThrow());
            }
        }

        assertThat(picture().channels()).extracting(PbxChannel::uniqueId).containsExactlyInAnyOrderElementsOf(open);
        assertThat(picture().bridges()).extracting(PbxBridge::uniqueId).containsExactlyInAnyOrderElementsOf(bridges);
        // Each is where it says it is.
        for (PbxChannel channel : picture().channels()) {
            channel.bridge()
                    .ifPresent(
                            id -> assertThat(picture().bridge(id).orElseThrow().channels())
                                    .contains(channel.uniqueId()));
        }
        if (!LATE.contains(name)) {
            assertThat(canvas.doubts()).isZero();
        }
    }

    static Stream<String> recordings() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(path -> path.getFileName().toString())
                    .filter(file -> file.endsWith(".txt") && !file.endsWith(".req.txt"))
                    .map(file -> file.substring(0, file.length() - 4))
                    .filter(name -> CUT.stream().noneMatch(name::startsWith))
                    .filter(name -> read(name).stream().anyMatch(with("Event", "Newchannel")))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void theListsOfARecordingAreReadAsItsEventsTell() {
        List<AmiHeaders> all = read("call-dial-answer-bridge-status");
        Canvas hidden = Canvas.hidden();
        List<org.offhook.ami.AmiEvent> items = new ArrayList<>();
        all.stream().filter(each -> each.contains("ActionID")).forEach(each -> items.add(() -> each));
        ListRules.channels(items, Instant.EPOCH).forEach(step -> step.merge(hidden));
        ListRules.bridges(items).forEach(step -> step.merge(hidden));
        PbxSnapshot listed = hidden.picture(PbxStatus.LIVE, 1, java.util.Map.<PbxPart, String>of());

        play("call-dial-answer-bridge-status");
        until("BridgeEnter");
        until("BridgeEnter");

        assertThat(listed.bridges())
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.channels()).hasSize(2));
        PbxBridge heard = picture().bridges().iterator().next();
        assertThat(listed.bridge(heard.uniqueId()).orElseThrow().channels())
                .containsExactlyInAnyOrderElementsOf(heard.channels());
    }
}
