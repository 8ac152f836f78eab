// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.ami.Dispatch.dropped;
import static org.offhook.ami.Dispatch.numbers;
import static org.offhook.ami.Dispatch.reconnected;
import static org.offhook.ami.OverflowPolicy.CLOSE;
import static org.offhook.ami.OverflowPolicy.DROP_NEWEST;
import static org.offhook.ami.OverflowPolicy.DROP_OLDEST;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a full queue does, on the test's thread: here the loop's short wait is always in vain. */
class OverflowTest {

    private static final SubscriptionOptions DEFAULTS = SubscriptionOptions.defaults();

    private final Dispatch d = new Dispatch();
    private final SeenEvents seen = new SeenEvents();
    private Logs logs;

    @BeforeEach
    void keepLogs() {
        logs = new Logs();
    }

    @AfterEach
    void endLogs() {
        logs.close();
    }

    private AmiSubscription subscribe(int maxEvents, OverflowPolicy policy) {
        return subscribe(DEFAULTS.maxEvents(maxEvents).overflow(policy));
    }

    private AmiSubscription subscribe(SubscriptionOptions options) {
        return d.dispatcher.subscribe(EventSelection.all(), seen.in(options), seen);
    }

    @Test
    void aFullQueueLosesNothing() {
        AmiSubscription subscription = subscribe(10, DROP_OLDEST);
        d.send("X", 1, 10);
        d.executor.runAll();

        assertThat(seen.all).isEqualTo(numbers(1, 10));
        assertThat(subscription.dropped()).isZero();
    }

    @Test
    void droppingTheOldestTellsOfThemBeforeTheOldestThatStays() {
        AmiSubscription subscription = subscribe(10, DROP_OLDEST);
        d.send("X", 1, 25);
        assertThat(subscription.queued()).isEqualTo(10);
        d.executor.runAll();

        List<Object> expected = numbers(16, 25);
        expected.add(0, dropped(15));
        assertThat(seen.all).isEqualTo(expected);
        assertThat(subscription.dropped()).isEqualTo(15);
        assertThat(subscription.delivered()).isEqualTo(10);
    }

    @Test
    void droppingTheNewestTellsOfThemInTheirPlace() {
        AmiSubscription subscription = subscribe(10, DROP_NEWEST);
        d.send("X", 1, 25).send("X", 26, 30);
        d.executor.runAll();
        d.send("X", 31, 32);
        d.executor.runAll();

        List<Object> expected = numbers(1, 10);
        expected.add(dropped(20));
        expected.addAll(numbers(31, 32));
        assertThat(seen.all).isEqualTo(expected);
        assertThat(subscription.dropped()).isEqualTo(20);
    }

    @Test
    void dropsInOnePlaceAreOneGapAndInTwoPlacesTwo() {
        subscribe(4, DROP_NEWEST);
        d.send("X", 1, 5).send("X", 6, 6);
        d.executor.runAll();
        d.send("X", 7, 11).send("X", 12, 13);
        d.executor.runAll();

        assertThat(seen.all).containsExactly(1, 2, 3, 4, dropped(2), 7, 8, 9, 10, dropped(3));
    }

    @Test
    void closingGivesWhatWaitsAndThenTheOverflow() {
        AmiSubscription subscription = subscribe(10, CLOSE);
        d.send("X", 1, 25).send("X", 26, 30);
        assertThat(subscription.isActive()).isFalse();
        assertThat(subscription.queued()).isEqualTo(10);
        d.executor.runAll();
        d.dispatcher.close(new AmiClosedException("closed", false));
        d.executor.runAll();

        assertThat(seen.all).hasSize(11).startsWith(numbers(1, 10).toArray());
        assertThat(seen.all.get(10))
                .isInstanceOfSatisfying(
                        AmiOverflowException.class,
                        e -> assertThat(e)
                                .hasMessageContaining("pbx: AmiEvent")
                                .hasMessageContaining("10 events wait"));
        assertThat(subscription.dropped()).isEqualTo(1);
    }

    @Test
    void theNameIsInTheLogWhenEventsAreDropped() {
        subscribe(DEFAULTS.maxEvents(1).name("wallboard"));
        d.send("X", 1, 3).send("X", 4, 5);

        assertThat(logs.with("pbx: wallboard: its listener is too slow, 2 events were dropped"))
                .hasSize(1);
        assertThat(logs.with("too slow")).hasSize(1);
        d.now += LogLimit.INTERVAL_NANOS;
        d.send("X", 6, 6);
        assertThat(logs.with("too slow, 5 events")).hasSize(1);
    }

    @Test
    void anOverflowNamesTheListenerThatHasBeenInOneCallForLong() {
        d.dispatcher.subscribe(EventSelection.named("X"), DEFAULTS.maxEvents(1).name("stuck"), e -> {
            // Still in its call, the loop goes on.
            d.send("X", 2, 3);
            assertThat(logs.with("in one call")).isEmpty();
            d.now += 3_000_000_000L;
            d.send("X", 4, 4);
        });
        d.send("X", 1, 1);
        d.executor.runOne();

        assertThat(logs.with("pbx: stuck: its listener has been in one call for 3000 ms"))
                .hasSize(1);
    }

    // ---- what counts as waiting

    @Test
    void theEventTheListenerWorksOnDoesNotWait() {
        AmiSubscription[] own = new AmiSubscription[1];
        own[0] = d.dispatcher.subscribe(EventSelection.all(), seen.in(DEFAULTS.maxEvents(2)), e -> {
            seen.accept(e);
            if (Dispatch.number(e) == 1) {
                assertThat(own[0].delivered()).isEqualTo(1);
                assertThat(own[0].queued()).isZero();
                d.send("X", 2, 3);
                assertThat(own[0].queued()).isEqualTo(2);
                d.send("X", 4, 4);
                assertThat(own[0].queued()).isEqualTo(2);
            }
        });
        d.send("X", 1, 1);
        d.executor.runAll();

        assertThat(logs.stackTraces()).isZero();
        assertThat(seen.all).containsExactly(1, dropped(1), 3, 4);
    }

    @Test
    void whatATaskHasTakenOutStillWaits() {
        AmiSubscription[] own = new AmiSubscription[1];
        own[0] = d.dispatcher.subscribe(EventSelection.all(), seen.in(DEFAULTS.maxEvents(1024)), e -> {
            seen.accept(e);
            if (Dispatch.number(e) == 1) {
                assertThat(own[0].queued()).isEqualTo(1023);
                d.send("X", 1025, 1030);
                assertThat(own[0].queued()).isEqualTo(1024);
                assertThat(own[0].dropped()).isEqualTo(5);
            }
        });
        d.send("X", 1, 1024);
        d.executor.runAll();

        assertThat(logs.stackTraces()).isZero();
        assertThat(own[0].delivered()).isEqualTo(1025);
        assertThat(seen.all)
                .startsWith(1, 2, 3, 4, dropped(5), 10)
                .endsWith(1030)
                .hasSize(1026);
    }

    @Test
    void aQueueOfOneHoldsTheNewest() {
        AmiSubscription subscription = subscribe(1, DROP_OLDEST);
        d.send("X", 1, 1).send("X", 2, 2).send("X", 3, 3);
        d.executor.runAll();

        assertThat(seen.all).containsExactly(dropped(2), 3);
        assertThat(subscription.delivered() + subscription.dropped()).isEqualTo(3);
    }

    @Test
    void bytesAreBoundedToo() {
        int size = Dispatch.numbered("X", 10).byteCount();
        AmiSubscription subscription = subscribe(DEFAULTS.maxBytes(5L * size + 3));
        d.send("X", 10, 19);
        assertThat(subscription.queued()).isEqualTo(5);
        d.executor.runAll();
        d.send("X", 20, 24);
        d.executor.runAll();

        assertThat(seen.all).containsExactly(dropped(5), 15, 16, 17, 18, 19, 20, 21, 22, 23, 24);
    }

    @Test
    void anEventLargerThanTheWholeQueueIsDeliveredWhereNothingElseWaits() {
        AmiHeaders large = Dispatch.numbered("X", 2).plus("Text", "x".repeat(5000));
        AmiSubscription subscription = subscribe(DEFAULTS.maxBytes(100));
        d.send(large);
        d.executor.runAll();
        assertThat(seen.all).containsExactly(2);

        d.send("X", 3, 4).send(large).send("X", 5, 5);
        d.executor.runAll();
        assertThat(seen.all).containsExactly(2, dropped(3), 5);
        assertThat(subscription.dropped()).isEqualTo(3);
    }

    @Test
    void aLargeEventIsNoOverflowWhereNothingElseWaits() {
        AmiHeaders large = Dispatch.numbered("X", 2).plus("Text", "x".repeat(5000));
        for (OverflowPolicy policy : OverflowPolicy.values()) {
            AmiSubscription subscription = subscribe(DEFAULTS.maxBytes(100).overflow(policy));
            d.send(large);
            d.executor.runAll();
            assertThat(subscription.dropped()).isZero();
            assertThat(subscription.delivered()).isEqualTo(1);
            subscription.close();
        }
    }

    @Test
    void theBytesThatATaskHasTakenOutCountToo() {
        long size = Dispatch.numbered("X", 1000).byteCount();
        long maxBytes = 512 * size;
        AmiSubscription[] own = new AmiSubscription[1];
        own[0] = d.dispatcher.subscribe(EventSelection.all(), DEFAULTS.maxBytes(maxBytes), e -> {
            if (own[0].delivered() == 1) {
                d.send("X", 1512, 1520);
                seen.all.add(own[0].queued() * size <= maxBytes);
            }
        });
        d.send("X", 1000, 1511);
        d.executor.runAll();

        assertThat(seen.all).containsExactly(true);
        assertThat(own[0].delivered() + own[0].dropped()).isEqualTo(521);
    }

    @Test
    void aLargeEventThatHasNoRoomLeavesTheSmallerOnesUnderDropNewest() {
        AmiHeaders large = Dispatch.numbered("X", 2).plus("Text", "x".repeat(5000));
        subscribe(DEFAULTS.maxBytes(2000).overflow(DROP_NEWEST));
        d.send("X", 1, 1).send(large).send("X", 3, 3);
        d.executor.runAll();

        assertThat(seen.all).containsExactly(1, dropped(1), 3);
    }

    // ---- gaps among drops

    @Test
    void aLostConnectionIsToldThoughAllAroundItWasDropped() {
        subscribe(2, DROP_OLDEST);
        d.send("X", 1, 2);
        d.dispatcher.gap(reconnected(true));
        d.send("X", 3, 3);
        d.dispatcher.gap(reconnected(false));
        d.send("X", 4, 9);
        d.executor.runAll();

        assertThat(seen.all).containsExactly(dropped(7), reconnected(true), 8, 9);
    }

    @Test
    void aLostConnectionKeepsItsPlaceAmongEventsThatStay() {
        subscribe(3, DROP_OLDEST);
        d.send("X", 1, 3);
        d.dispatcher.gap(reconnected(false));
        d.send("X", 4, 5);
        d.executor.runAll();

        assertThat(seen.all).containsExactly(dropped(2), 3, reconnected(false), 4, 5);
    }

    @Test
    void aLostConnectionAfterDroppedNewestIsToldAfterThem() {
        subscribe(2, DROP_NEWEST);
        d.send("X", 1, 4);
        d.dispatcher.gap(reconnected(false));
        d.send("X", 5, 5);
        d.executor.runAll();
        d.send("X", 6, 6);
        d.executor.runAll();

        assertThat(seen.all).containsExactly(1, 2, dropped(3), reconnected(false), 6);
    }

    @Test
    void afterCloseInOnGapNoOtherGapIsTold() {
        AmiSubscription[] own = new AmiSubscription[1];
        own[0] = d.dispatcher.subscribe(
                EventSelection.all(),
                DEFAULTS.maxEvents(1).overflow(DROP_NEWEST).onGap(gap -> {
                    seen.all.add(gap);
                    own[0].close();
                }),
                seen);
        d.send("X", 1, 2);
        d.dispatcher.gap(reconnected(false));
        d.executor.runAll();

        assertThat(seen.all).containsExactly(1, dropped(1));
    }

    @Test
    void twoSubscriptionsDropEachForItself() {
        SeenEvents large = new SeenEvents();
        d.dispatcher.subscribe(EventSelection.all(), large.options(), large);
        subscribe(2, DROP_OLDEST);
        d.send("X", 1, 300);
        d.executor.runAll();

        assertThat(large.all).isEqualTo(numbers(1, 300));
        assertThat(seen.all).containsExactly(dropped(298), 299, 300);
    }
}
