// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiClosedException;
import org.offhook.ami.AmiConnectionLostException;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiInterruptedException;
import org.offhook.ami.AmiRegistration;
import org.offhook.ami.AmiTimeoutException;
import org.offhook.ami.state.PbxBridge;
import org.offhook.ami.state.PbxChange;
import org.offhook.ami.state.PbxChannel;
import org.offhook.ami.state.PbxPart;
import org.offhook.ami.state.PbxSnapshot;
import org.offhook.ami.state.PbxStateOptions;
import org.offhook.ami.state.PbxStatus;

/** When the picture is read, when it is live, and what it says when something goes wrong. */
class PbxKeeperTest {

    private static final Duration LONG = Duration.ofDays(1);
    private static final Timing NEVER = new Timing(LONG, LONG, Duration.ZERO, LONG, LONG);

    private final FakeLink link = new FakeLink();
    private PbxKeeper keeper = start(PbxStateOptions.defaults().withoutVerification(), NEVER);

    private PbxKeeper start(PbxStateOptions options, Timing timing) {
        return PbxKeeper.start(link, options, timing, Clock.systemUTC());
    }

    private void restart(PbxStateOptions options, Timing timing) {
        keeper.close();
        keeper = start(options, timing);
    }

    @AfterEach
    void end() {
        keeper.close();
        assertThat(link.isTapped()).isFalse();
    }

    private PbxStatus status() {
        return keeper.snapshot().status();
    }

    private void live() {
        link.ready();
        link.answerAll();
        assertThat(status()).isEqualTo(PbxStatus.LIVE);
    }

    /** Runs callbacks until the keeper asks for this list. */
    private FakeLink.Asked awaitAsked(String action) {
        await().until(() -> {
            link.run();
            return link.asked.stream().anyMatch(each -> each.action().name().equals(action));
        });
        return link.take(action);
    }

    // ---- status

    @Test
    void itIsStaleUntilTheClientIsReadyThenReadThenLive() {
        assertThat(status()).isEqualTo(PbxStatus.STALE);
        link.run();
        assertThat(link.asked).isEmpty();

        link.ready();
        assertThat(status()).isEqualTo(PbxStatus.SYNCING);
        link.run();
        assertThat(link.asked)
                .extracting(each -> each.action().name())
                .containsExactly("CoreShowChannels", "BridgeList", "QueueStatus", "DeviceStateList");

        link.answerAll(
                List.of(Reports.listedChannel("1", 6, "")),
                List.of(),
                List.of(),
                List.of(Reports.device("PJSIP/1", "INUSE")));
        assertThat(status()).isEqualTo(PbxStatus.LIVE);
        assertThat(keeper.awaitCurrent(Duration.ZERO)).isTrue();
        assertThat(keeper.snapshot().channel("1").orElseThrow().application()).contains("Wait");
        assertThat(keeper.snapshot().device("PJSIP/1").orElseThrow().state()).isEqualTo("INUSE");
        assertThat(keeper.statistics().readings()).isEqualTo(1);
    }

    @Test
    void itIsNotLiveBeforeTheLastListIsThere() {
        link.ready();
        link.run();
        link.take("CoreShowChannels").answer(List.of(Reports.listedChannel("1", 6, "")));
        link.take("BridgeList").answer(List.of());
        link.take("DeviceStateList").answer(List.of());
        link.run();
        assertThat(status()).isEqualTo(PbxStatus.SYNCING);
        assertThat(keeper.awaitCurrent(Duration.ZERO)).isFalse();

        link.take("QueueStatus").answer(List.of());
        link.run();
        assertThat(status()).isEqualTo(PbxStatus.LIVE);
    }

    @Test
    void whileTheConnectionIsDownItShowsWhatWasLastKnown() {
        live();
        link.event(Reports.newchannel("1"));
        link.down();

        assertThat(status()).isEqualTo(PbxStatus.STALE);
        assertThat(keeper.snapshot().channels()).hasSize(1);
        assertThat(keeper.awaitCurrent(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void afterAGapItIsReadAnewAndWhatEndedMeanwhileIsGone() {
        live();
        link.event(Reports.newchannel("1"));
        link.event(Reports.newchannel("2"));
        link.event(Reports.channelEvent("Hold", "2", 6));
        link.down();
        link.gap(false);
        link.event(Reports.newchannel("3")); // before actions can be sent
        link.ready();
        assertThat(keeper.snapshot().channels()).hasSize(3);
        link.answerAll(
                List.of(Reports.listedChannel("2", 6, "b"), Reports.listedChannel("4", 6, "b")),
                List.of(),
                List.of(),
                List.of());

        assertThat(keeper.snapshot().channels())
                .extracting(PbxChannel::uniqueId)
                .containsExactlyInAnyOrder("2", "3", "4");
        // What only events tell is not known over a gap.
        assertThat(keeper.snapshot().channel("2").orElseThrow().onHold()).isFalse();
        assertThat(keeper.snapshot().bridge("b").orElseThrow().channels()).containsExactlyInAnyOrder("2", "4");
        assertThat(keeper.statistics().discrepancies()).isZero();
    }

    @Test
    void whenAsteriskWasRestartedEverythingIsGoneAtOnce() {
        link.ready();
        link.answerAll(
                List.of(Reports.listedChannel("1", 6, "b")),
                List.of(Reports.bridge("BridgeListItem", "b")),
                List.of(Reports.queue("q")),
                List.of(Reports.device("PJSIP/1", "INUSE")));
        link.down();
        link.gap(true);

        PbxSnapshot empty = keeper.snapshot();
        assertThat(empty.channels()).isEmpty();
        assertThat(empty.bridges()).isEmpty();
        assertThat(empty.queues()).isEmpty();
        assertThat(empty.devices()).isEmpty();

        // Ids begin anew: one that had gone before may be there again.
        link.ready();
        link.event(Reports.newchannel("1"));
        link.answerAll();
        assertThat(keeper.snapshot().channel("1")).isPresent();
    }

    @Test
    void answersOfTheConnectionBeforeAreOfNoUse() {
        link.ready();
        link.run();
        List<FakeLink.Asked> old = List.copyOf(link.asked);
        link.asked.clear();
        link.down();
        link.gap(false);
        link.ready();
        link.run();
        old.forEach(each -> each.answer(List.of(Reports.listedChannel("old", 6, ""))));
        link.run();
        assertThat(status()).isEqualTo(PbxStatus.SYNCING);
        assertThat(keeper.snapshot().channels()).isEmpty();

        link.answerAll();
        assertThat(status()).isEqualTo(PbxStatus.LIVE);
        assertThat(keeper.snapshot().channels()).isEmpty();
    }

    // ---- what cannot be read

    @Test
    void aListThatIsRefusedIsMissingAloneAndSaysWhy() {
        link.ready();
        link.run();
        link.take("CoreShowChannels").answer(List.of(Reports.listedChannel("1", 6, "")));
        link.take("BridgeList").answer(List.of());
        link.take("QueueStatus").refuse("QueueStatus: Invalid/unknown command");
        link.take("DeviceStateList").refuse("DeviceStateList: Permission denied, needs write=call or reporting");
        link.run();

        assertThat(status()).isEqualTo(PbxStatus.LIVE);
        assertThat(keeper.snapshot().unavailable())
                .containsExactly(
                        entry(PbxPart.QUEUES, "QueueStatus: Invalid/unknown command"),
                        entry(PbxPart.DEVICES, "DeviceStateList: Permission denied, needs write=call or reporting"));
        assertThat(keeper.snapshot().channels()).hasSize(1);

        // Events tell of it all the same.
        link.event(Reports.device("PJSIP/1", "BUSY"));
        assertThat(keeper.snapshot().device("PJSIP/1")).isPresent();
    }

    @Test
    void withoutTheListOfChannelsThoseInBridgesAreReadOneBridgeAfterTheOther() {
        link.ready();
        link.run();
        link.take("CoreShowChannels").refuse("Permission denied");
        link.take("BridgeList")
                .answer(List.of(
                        Reports.bridge("BridgeListItem", "b1"),
                        Reports.bridge("BridgeListItem", "b2"),
                        Reports.bridge("BridgeListItem", "b3")));
        link.take("QueueStatus").answer(List.of());
        link.take("DeviceStateList").answer(List.of());
        link.run();
        FakeLink.Asked first = link.take("BridgeInfo");
        assertThat(first.action().headers().find("BridgeUniqueid")).contains("b1");
        assertThat(link.asked).isEmpty();
        first.answer(List.of(
                Reports.channelEvent("BridgeInfoChannel", "1", 6), Reports.channelEvent("BridgeInfoChannel", "2", 6)));
        link.run();
        link.take("BridgeInfo").refuse("Bridge not found");
        link.run();
        link.take("BridgeInfo").answer(List.of(Reports.channelEvent("BridgeInfoChannel", "3", 6)));
        link.run();

        assertThat(status()).isEqualTo(PbxStatus.LIVE);
        assertThat(keeper.snapshot().unavailable()).containsOnlyKeys(PbxPart.CHANNELS);
        assertThat(keeper.snapshot().bridge("b1").orElseThrow().channels()).containsExactly("1", "2");
        assertThat(keeper.snapshot().channel("3").orElseThrow().bridge()).contains("b3");
    }

    @Test
    void aReadingThatFailsIsTriedAgain() {
        restart(
                PbxStateOptions.defaults().withoutVerification(),
                new Timing(LONG, LONG, Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(10)));
        link.ready();
        for (int i = 0; i < 3; i++) {
            awaitAsked("CoreShowChannels").outcome().completeExceptionally(new AmiTimeoutException("late", null));
            link.take("BridgeList").answer(List.of());
            link.take("QueueStatus").answer(List.of());
            link.take("DeviceStateList").answer(List.of());
            link.run();
            assertThat(status()).isEqualTo(PbxStatus.SYNCING);
        }
        awaitAsked("CoreShowChannels").answer(List.of(Reports.listedChannel("1", 6, "")));
        link.take("BridgeList").answer(List.of());
        link.take("QueueStatus").answer(List.of());
        link.take("DeviceStateList").answer(List.of());
        link.run();

        assertThat(status()).isEqualTo(PbxStatus.LIVE);
        assertThat(keeper.snapshot().channels()).hasSize(1);
    }

    @Test
    void aConnectionLostWhileReadingIsNotTriedAgainByItself() {
        restart(
                PbxStateOptions.defaults().withoutVerification(),
                new Timing(LONG, LONG, Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1)));
        link.ready();
        link.run();
        link.down();
        List.copyOf(link.asked)
                .forEach(each ->
                        each.outcome().completeExceptionally(new AmiConnectionLostException("gone", true, null)));
        link.asked.clear();
        link.run();

        await().during(Duration.ofMillis(100)).until(() -> {
            link.run();
            return link.asked.isEmpty();
        });
        assertThat(status()).isEqualTo(PbxStatus.STALE);
    }

    // ---- doubts and verifications

    @Test
    void aContradictionIsReadAnewButNotMoreOftenThanAllowed() {
        restart(
                PbxStateOptions.defaults().withoutVerification(),
                new Timing(Duration.ofMillis(1), Duration.ofMillis(300), Duration.ZERO, LONG, LONG));
        live();
        long read = System.nanoTime();
        link.event(Reports.newstate("never heard of", 6));
        link.event(Reports.newstate("nor of this", 6));
        assertThat(keeper.snapshot().channels()).hasSize(2);
        assertThat(keeper.statistics().doubts()).isEqualTo(2);

        awaitAsked("CoreShowChannels").answer(List.of(Reports.listedChannel("nor of this", 6, "")));
        assertThat(Duration.ofNanos(System.nanoTime() - read)).isGreaterThan(Duration.ofMillis(290));
        assertThat(status()).isEqualTo(PbxStatus.LIVE);
        link.take("BridgeList").answer(List.of());
        link.take("QueueStatus").answer(List.of());
        link.take("DeviceStateList").answer(List.of());
        await().until(() -> {
            link.run();
            return keeper.statistics().verifications() == 1;
        });

        assertThat(keeper.snapshot().channels())
                .extracting(PbxChannel::uniqueId)
                .containsExactly("nor of this");
        assertThat(keeper.statistics().discrepancies()).isEqualTo(1);
        assertThat(link.asked).isEmpty();
    }

    @Test
    void aReloadIsAReasonToReadAnew() {
        restart(
                PbxStateOptions.defaults().withoutVerification(),
                new Timing(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO, LONG, LONG));
        live();
        link.event("Event", "Reload", "Module", "app_queue.so", "Status", "0");
        awaitAsked("CoreShowChannels");

        assertThat(keeper.statistics().doubts()).isZero();
    }

    @Test
    void itIsComparedWithTheListsFromTimeToTimeAndKeepsWhatOnlyEventsTell() {
        restart(PbxStateOptions.defaults().verifyEvery(Duration.ofMillis(20)), NEVER);
        live();
        link.event(Reports.newchannel("1"));
        link.event(Reports.newchannel("2"));
        link.event(Reports.newchannel("3"));
        link.event(Reports.dial("DialBegin", "1", "2"));
        link.event(Reports.channelEvent("Hold", "3", 6));
        link.event(Reports.bridge("BridgeCreate", "b"));
        link.event(Reports.device("Local/1@x", "INUSE"));
        long version = keeper.snapshot().version();

        // Of 1 nothing differs, of 2 nobody told that it is up, of 3 nobody told that it is gone from the list.
        awaitAsked("CoreShowChannels")
                .answer(List.of(Reports.listedChannel("2", 6, "b"), Reports.listedChannel("1", 0, "")));
        link.take("BridgeList").answer(List.of(Reports.bridge("BridgeListItem", "b")));
        link.take("QueueStatus").answer(List.of());
        link.take("DeviceStateList").answer(List.of());
        await().until(() -> {
            link.run();
            return keeper.statistics().verifications() == 1;
        });

        assertThat(status()).isEqualTo(PbxStatus.LIVE);
        assertThat(keeper.snapshot().version()).isGreaterThan(version);
        PbxChannel second = keeper.snapshot().channel("2").orElseThrow();
        assertThat(second.isUp()).isTrue();
        assertThat(second.dialedBy()).contains("1");
        assertThat(second.bridge()).contains("b");
        assertThat(keeper.snapshot().channel("1").orElseThrow().dialing()).containsExactly("2");
        assertThat(keeper.snapshot().channel("3")).isEmpty();
        assertThat(keeper.snapshot().bridge("b").map(PbxBridge::channels)).contains(List.of("2"));
        assertThat(keeper.snapshot().device("Local/1@x")).isPresent();
        assertThat(keeper.statistics().discrepancies()).isEqualTo(3);
    }

    @Test
    void aRefreshReadsAtOnceAndOneMoreAfterAReadingThatRuns() {
        restart(
                PbxStateOptions.defaults().withoutVerification(),
                new Timing(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO, LONG, LONG));
        live();
        keeper.refresh();
        keeper.refresh();
        awaitAsked("CoreShowChannels").answer(List.of());
        link.take("BridgeList").answer(List.of());
        link.take("QueueStatus").answer(List.of(Reports.queue("q")));
        link.take("DeviceStateList").answer(List.of());
        awaitAsked("CoreShowChannels");

        assertThat(keeper.snapshot().queue("q").orElseThrow().completed()).hasValue(3);
    }

    // ---- events

    @Test
    void whatCannotBeUnderstoodHurtsNothing() {
        live();
        for (String event : List.of(
                "Newchannel",
                "Newstate",
                "Newexten",
                "Hangup",
                "Hold",
                "Rename",
                "DialBegin",
                "DialEnd",
                "BridgeCreate",
                "BridgeEnter",
                "BridgeLeave",
                "BridgeMerge",
                "BridgeDestroy",
                "BridgeVideoSourceUpdate",
                "QueueMemberAdded",
                "QueueMemberRemoved",
                "QueueMemberPause",
                "QueueCallerJoin",
                "QueueCallerLeave",
                "DeviceStateChange")) {
            link.event("Event", event);
            link.event("Event", event, "Uniqueid", "", "BridgeUniqueid", "<unknown>", "Queue", "", "Device", "");
            link.event(
                    "Event",
                    event,
                    "Uniqueid",
                    "1",
                    "BridgeUniqueid",
                    "2",
                    "Queue",
                    "q",
                    "Interface",
                    "i",
                    "Position",
                    "x",
                    "Count",
                    "-7",
                    "DestUniqueid",
                    "1",
                    "ToBridgeUniqueid",
                    "2",
                    "FromBridgeUniqueid",
                    "2",
                    "Newname",
                    "n",
                    "Priority",
                    "one",
                    "BridgeNumChannels",
                    "many");
        }

        assertThat(status()).isEqualTo(PbxStatus.LIVE);
        link.event(Reports.newchannel("9"));
        assertThat(keeper.snapshot().channel("9")).isPresent();
    }

    @Test
    void aReportThatComesLateDoesNotBringBackWhatHungUp() {
        live();
        link.event(Reports.newchannel("1"));
        link.event(Reports.bridge("BridgeCreate", "b"));
        link.event(Reports.enter("b", "1", 1));
        link.event(Reports.hangup("1"));
        link.event(Reports.leave("b", "1", 0));
        link.event(Reports.newstate("1", 6));
        link.event(Reports.newchannel("1"));
        link.event(Reports.bridge("BridgeDestroy", "b"));
        link.event(Reports.enter("b", "1", 1));

        assertThat(keeper.snapshot().channels()).isEmpty();
        assertThat(keeper.snapshot().bridges()).isEmpty();
        assertThat(keeper.statistics().doubts()).isZero();
    }

    @Test
    void aBridgeThatMergesIntoAnotherTakesItsChannelsThere() {
        live();
        link.event(Reports.newchannel("1"));
        link.event(Reports.bridge("BridgeCreate", "a"));
        link.event(Reports.bridge("BridgeCreate", "b"));
        link.event(Reports.enter("a", "1", 1));
        link.event("Event", "BridgeMerge", "ToBridgeUniqueid", "b", "ToBridgeType", "basic", "FromBridgeUniqueid", "a");
        link.event(Reports.leave("a", "1", 0));

        assertThat(keeper.snapshot().channel("1").orElseThrow().bridge()).contains("b");
        assertThat(keeper.snapshot().bridge("a").orElseThrow().channels()).isEmpty();
        assertThat(keeper.snapshot().bridge("b").orElseThrow().channels()).containsExactly("1");
    }

    @Test
    void aRenameOfAnOldAsteriskKeepsTheChannel() {
        live();
        link.event(Reports.newchannel("1"));
        link.event("Event", "Rename", "Channel", "Local/1", "Newname", "Local/1<ZOMBIE>", "Uniqueid", "1");

        assertThat(keeper.snapshot().channel("1").orElseThrow().name()).isEqualTo("Local/1<ZOMBIE>");
        assertThat(keeper.snapshot().channel("1").orElseThrow().state()).hasValue(0);
    }

    @Test
    void aHangupEndsTheDialsOfBothSides() {
        live();
        for (String id : List.of("1", "2", "3")) {
            link.event(Reports.newchannel(id));
        }
        link.event(Reports.dial("DialBegin", "1", "2"));
        link.event(Reports.dial("DialBegin", "1", "3"));
        assertThat(keeper.snapshot().channel("1").orElseThrow().dialing()).containsExactlyInAnyOrder("2", "3");

        link.event(Reports.hangup("2"));
        assertThat(keeper.snapshot().channel("1").orElseThrow().dialing()).containsExactly("3");
        link.event(Reports.hangup("1"));
        assertThat(keeper.snapshot().channel("3").orElseThrow().dialedBy()).isEmpty();
    }

    @Test
    void holdIsSeenOnTheChannelThatHolds() {
        live();
        link.event(Reports.newchannel("1"));
        link.event(Reports.channelEvent("Hold", "1", 6));
        assertThat(keeper.snapshot().channel("1").orElseThrow().onHold()).isTrue();
        link.event(Reports.channelEvent("Unhold", "1", 6));
        assertThat(keeper.snapshot().channel("1").orElseThrow().onHold()).isFalse();
    }

    // ---- notices

    @Test
    void changesAreToldOneByOneInOrderAndOncePerEvent() {
        live();
        List<PbxChange> told = new ArrayList<>();
        keeper.onChange(told::add);
        link.event(Reports.newchannel("1"));
        link.event(Reports.newstate("1", 6));
        link.event(Reports.bridge("BridgeCreate", "b"));
        link.event(Reports.enter("b", "1", 1));
        link.event(Reports.hangup("1"));
        link.event(Reports.device("PJSIP/1", "INUSE"));
        link.event(Reports.device("PJSIP/1", "INUSE"));
        link.down();
        link.run();

        assertThat(told).hasSize(10);
        assertThat(told.get(0)).isEqualTo(new PbxChange.Resync(0));
        assertThat(told.get(1)).isInstanceOfSatisfying(PbxChange.Channel.class, change -> {
            assertThat(change.isAdded()).isTrue();
            assertThat(change.after().orElseThrow().state()).hasValue(0);
        });
        assertThat(told.get(2)).isInstanceOfSatisfying(PbxChange.Channel.class, change -> {
            assertThat(change.before().orElseThrow().isUp()).isFalse();
            assertThat(change.after().orElseThrow().isUp()).isTrue();
        });
        assertThat(told.get(3))
                .isInstanceOfSatisfying(
                        PbxChange.Bridge.class,
                        change -> assertThat(change.isAdded()).isTrue());
        assertThat(told.subList(4, 6))
                .hasAtLeastOneElementOfType(PbxChange.Channel.class)
                .hasAtLeastOneElementOfType(PbxChange.Bridge.class);
        assertThat(told.subList(6, 8))
                .anySatisfy(each -> assertThat(each).isInstanceOfSatisfying(PbxChange.Channel.class, change -> {
                    assertThat(change.isRemoved()).isTrue();
                    assertThat(change.uniqueId()).isEqualTo("1");
                }));
        assertThat(told.get(8)).isInstanceOf(PbxChange.Device.class);
        assertThat(told.get(9)).isEqualTo(new PbxChange.Status(PbxStatus.LIVE, PbxStatus.STALE));
    }

    @Test
    void whenAListenerIsToldThePictureHasTheChangeAlready() {
        live();
        link.direct = true;
        List<Boolean> seen = new ArrayList<>();
        keeper.onChange(change -> {
            if (change instanceof PbxChange.Channel channel) {
                seen.add(keeper.snapshot().channel(channel.uniqueId()).isPresent());
            }
        });
        link.event(Reports.newchannel("1"));
        link.event(Reports.hangup("1"));

        assertThat(seen).containsExactly(true, false);
    }

    @Test
    void aRestartIsToldAsALookAtTheWhole() {
        live();
        link.event(Reports.newchannel("1"));
        List<PbxChange> told = new ArrayList<>();
        keeper.onChange(told::add);
        link.run();
        told.clear();
        link.down();
        link.gap(true);
        link.run();

        assertThat(told).contains(new PbxChange.Resync(0)).doesNotHaveAnyElementsOfTypes(PbxChange.Channel.class);
    }

    // ---- the end, and waiting

    @Test
    void whoWaitsIsWokenWhenItIsLive() {
        CompletableFuture<Boolean> waits =
                CompletableFuture.supplyAsync(() -> keeper.awaitCurrent(Duration.ofSeconds(30)));
        live();

        assertThat(waits.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join())
                .isTrue();
    }

    @Test
    void whoWaitsForAClosedOneIsToldSo() {
        live();
        link.event(Reports.newchannel("1"));
        List<PbxChange> told = new CopyOnWriteArrayList<>();
        keeper.onChange(told::add);
        keeper.close();
        keeper.close();
        link.run();

        assertThat(status()).isEqualTo(PbxStatus.CLOSED);
        assertThat(keeper.snapshot().channels()).hasSize(1);
        assertThat(told).isEmpty();
        assertThatExceptionOfType(AmiClosedException.class).isThrownBy(() -> keeper.awaitCurrent(LONG));
        AmiRegistration late = keeper.onChange(told::add);
        link.run();
        assertThat(told).isEmpty();
        late.close();
    }

    @Test
    void whoWaitsForAClientThatEndedIsToldSo() {
        link.ended = true;
        assertThatExceptionOfType(AmiClosedException.class).isThrownBy(() -> keeper.awaitCurrent(LONG));
    }

    @Test
    void whoWaitsCanBeInterrupted() throws InterruptedException {
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread waits = new Thread(() -> {
            try {
                keeper.awaitCurrent(LONG);
            } catch (AmiInterruptedException e) {
                interrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        waits.start();
        await().until(() -> waits.getState() == Thread.State.TIMED_WAITING);
        waits.interrupt();
        waits.join(30_000);

        assertThat(interrupted).isTrue();
    }

    @Test
    void aSnapshotNeverChanges() {
        live();
        link.event(Reports.newchannel("1"));
        PbxSnapshot before = keeper.snapshot();
        link.event(Reports.newstate("1", 6));
        link.event(Reports.newchannel("2"));
        link.event(Reports.hangup("1"));

        assertThat(before.channels()).hasSize(1);
        assertThat(before.channel("1").orElseThrow().isUp()).isFalse();
        assertThat(keeper.snapshot().version()).isGreaterThan(before.version());
        assertThat(before.toString()).contains("1 channels").contains("LIVE");
    }

    @Test
    void thereIsNoOtherEventItListensTo() {
        live();
        long version = keeper.snapshot().version();
        link.event(AmiHeaders.of("Event", "VarSet", "Uniqueid", "1", "Variable", "A", "Value", "1"));

        assertThat(keeper.snapshot().version()).isEqualTo(version);
        assertThat(keeper.statistics().events()).isZero();
    }
}
