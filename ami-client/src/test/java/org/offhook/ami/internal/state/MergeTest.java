// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.state.PbxChannel;
import org.offhook.ami.state.PbxQueue;
import org.offhook.ami.state.PbxStateOptions;
import org.offhook.ami.state.PbxStatus;

/** Lists and events, however they come together. */
class MergeTest {

    private static final Timing AT_ONCE =
            new Timing(Duration.ZERO, Duration.ofDays(1), Duration.ZERO, Duration.ofDays(1), Duration.ofDays(1));

    private FakeLink link = new FakeLink();
    private PbxKeeper keeper = keeper();

    private PbxKeeper keeper() {
        return PbxKeeper.start(link, PbxStateOptions.defaults().withoutVerification(), AT_ONCE, Clock.systemUTC());
    }

    @BeforeTry
    void anew() {
        link = new FakeLink();
        keeper = keeper();
    }

    @AfterEach
    @AfterTry
    void end() {
        keeper.close();
    }

    @Test
    void aHangupWinsOverAListThatStillHasTheChannel() {
        link.ready();
        link.event(Reports.hangup("1"));
        link.answerAll(
                List.of(Reports.listedChannel("1", 6, ""), Reports.listedChannel("2", 6, "")),
                List.of(),
                List.of(),
                List.of());

        assertThat(keeper.snapshot().channels())
                .extracting(PbxChannel::uniqueId)
                .containsExactly("2");
    }

    @Test
    void aNewChannelStaysThoughTheListDoesNotHaveItYet() {
        link.ready();
        link.event(Reports.newchannel("1"));
        link.answerAll();

        assertThat(keeper.snapshot().channel("1")).isPresent();
    }

    @Test
    void whatAnEventSaidStandsAndTheListFillsInTheRest() {
        link.ready();
        link.event(Reports.newstate("1", 6));
        link.answerAll(List.of(Reports.listedChannel("1", 4, "b")), List.of(), List.of(), List.of());

        PbxChannel channel = keeper.snapshot().channel("1").orElseThrow();
        assertThat(channel.state()).hasValue(6);
        assertThat(channel.application()).contains("Wait");
        assertThat(channel.bridge()).contains("b");
        assertThat(channel.created()).isPresent();
        assertThat(keeper.snapshot().bridge("b").orElseThrow().channels()).containsExactly("1");
    }

    @Test
    void aChannelThatLeftItsBridgeSinceIsNotPutBack() {
        link.ready();
        link.event(Reports.leave("b", "1", 0));
        link.answerAll(
                List.of(Reports.listedChannel("1", 6, "b")),
                List.of(Reports.bridge("BridgeListItem", "b")),
                List.of(),
                List.of());

        assertThat(keeper.snapshot().channel("1").orElseThrow().bridge()).isEmpty();
        assertThat(keeper.snapshot().bridge("b").orElseThrow().channels()).isEmpty();
    }

    @Test
    void aBridgeThatEndedSinceDoesNotComeBack() {
        link.ready();
        link.event(Reports.bridge("BridgeDestroy", "b"));
        link.answerAll(
                List.of(Reports.listedChannel("1", 6, "b")),
                List.of(Reports.bridge("BridgeListItem", "b")),
                List.of(),
                List.of());

        assertThat(keeper.snapshot().bridges()).isEmpty();
        assertThat(keeper.snapshot().channel("1").orElseThrow().bridge()).isEmpty();
    }

    @Test
    void aMemberRemovedAndACallerGoneSinceDoNotComeBack() {
        link.ready();
        link.event(Reports.member("QueueMemberRemoved", "q", "PJSIP/1", 1, false));
        link.event(Reports.quit("q", "1", 1, 0));
        link.event(Reports.member("QueueMemberPause", "q", "PJSIP/2", 1, true));
        link.event(Reports.join("q", "3", 2, 2));
        link.answerAll(
                List.of(),
                List.of(),
                List.of(
                        Reports.queue("q"),
                        Reports.member("QueueMember", "q", "PJSIP/1", 1, false),
                        Reports.member("QueueMember", "q", "PJSIP/2", 1, false),
                        Reports.member("QueueMember", "q", "PJSIP/3", 1, false),
                        Reports.entry("q", "1", 1),
                        Reports.entry("q", "2", 2)),
                List.of());

        PbxQueue queue = keeper.snapshot().queue("q").orElseThrow();
        assertThat(queue.members()).extracting(each -> each.interfaceName()).containsExactly("PJSIP/2", "PJSIP/3");
        assertThat(queue.member("PJSIP/2").orElseThrow().paused()).isTrue();
        assertThat(queue.callers()).extracting(each -> each.uniqueId()).containsExactly("2", "3");
        assertThat(queue.strategy()).contains("ringall");
        assertThat(queue.completed()).hasValue(3);
    }

    /**
     * A connection in the middle of calls: what is asked is answered at some moment, each event comes some time after it happened
     * but in order, the answers are worked off whenever there is time. When all is told, the picture is the truth.
     */
    @Property(tries = 400)
    void whenAllIsToldThePictureIsTheTruth(@ForAll long seed) {
        Random random = new Random(seed);
        ToyAsterisk asterisk = new ToyAsterisk(random);
        happen(asterisk, random.nextInt(60));
        asterisk.wire.clear(); // nobody was listening

        link.ready();
        play(random, asterisk);
        assertThat(ToyAsterisk.words(keeper.snapshot())).isEqualTo(asterisk.truth());
        assertThat(keeper.snapshot().status()).isEqualTo(PbxStatus.LIVE);

        // Then a gap, over which the picture is kept but not believed.
        link.down();
        happen(asterisk, random.nextInt(60));
        asterisk.wire.clear();
        happen(asterisk, random.nextInt(10));
        link.gap(false);
        deliver(asterisk, random.nextInt(10));
        link.ready();
        play(random, asterisk);
        assertThat(ToyAsterisk.words(keeper.snapshot())).isEqualTo(asterisk.truth());

        // Then a verification, which finds nothing to put right once all is told.
        keeper.refresh();
        play(random, asterisk);
        assertThat(ToyAsterisk.words(keeper.snapshot())).isEqualTo(asterisk.truth());
        assertThat(keeper.statistics().verifications()).isEqualTo(1);
    }

    /** Events that overtake each other at random: nothing throws, and one reading later everything is right again. */
    @Property(tries = 200)
    void eventsInAnyOrderHurtNoLongerThanUntilTheNextReading(@ForAll long seed) {
        Random random = new Random(seed);
        ToyAsterisk asterisk = new ToyAsterisk(random);
        link.ready();
        link.answerAll();
        happen(asterisk, 150);
        List<AmiHeaders> shuffled = new ArrayList<>(asterisk.wire);
        asterisk.wire.clear();
        Collections.shuffle(shuffled, random);
        shuffled.subList(0, shuffled.size() / 5).clear();
        shuffled.forEach(link::event);

        keeper.refresh();
        play(random, asterisk);

        assertThat(ToyAsterisk.words(keeper.snapshot())).isEqualTo(asterisk.truth());
    }

    private static void happen(ToyAsterisk asterisk, int times) {
        for (int i = 0; i < times; i++) {
            asterisk.happen();
        }
    }

    private void deliver(ToyAsterisk asterisk, int most) {
        for (int i = 0; i < most && !asterisk.wire.isEmpty(); i++) {
            link.event(asterisk.wire.poll());
        }
    }

    /** Life goes on until the reading is through; then all that happened is delivered. */
    private void play(Random random, ToyAsterisk asterisk) {
        long readings = keeper.statistics().readings();
        Map<FakeLink.Asked, List<AmiHeaders>> computed = new LinkedHashMap<>();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (keeper.statistics().readings() == readings) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            switch (random.nextInt(5)) {
                case 0 -> happen(asterisk, random.nextInt(3));
                case 1 -> deliver(asterisk, random.nextInt(4));
                case 2 ->
                    link.asked.stream()
                            .filter(each -> !computed.containsKey(each))
                            .findFirst()
                            .ifPresent(each -> computed.put(
                                    each, asterisk.list(each.action().name())));
                case 3 ->
                    computed.keySet().stream()
                            .filter(link.asked::contains)
                            .findFirst()
                            .ifPresent(each -> {
                                link.asked.remove(each);
                                each.answer(computed.get(each));
                            });
                default -> link.runOne();
            }
        }
        happen(asterisk, random.nextInt(20));
        deliver(asterisk, Integer.MAX_VALUE);
    }
}
