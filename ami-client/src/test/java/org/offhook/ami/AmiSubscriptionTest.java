// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.offhook.ami.Dispatch.numbers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One listener and its queue, on the test's thread. */
class AmiSubscriptionTest {

    private static final SubscriptionOptions DEFAULTS = SubscriptionOptions.defaults();

    private final Dispatch d = new Dispatch();
    private final SeenEvents seen = new SeenEvents();
    private final AmiException closed = new AmiClosedException("closed", false);

    private AmiSubscription subscribe(SubscriptionOptions options) {
        return d.dispatcher.subscribe(EventSelection.all(), seen.in(options), seen);
    }

    @Test
    void eventsComeInWireOrder() {
        AmiSubscription subscription = subscribe(DEFAULTS);

        d.send("X", 1, 1000).send("Y", 1001, 2500);
        d.executor.runAll();

        assertThat(seen.all).isEqualTo(numbers(1, 2500));
        assertThat(subscription.delivered()).isEqualTo(2500);
        assertThat(subscription.queued()).isZero();
        assertThat(subscription.dropped()).isZero();
    }

    @Test
    void eventsWaitForTheEndOfTheBatchOrForAFullOne() {
        AmiSubscription subscription = subscribe(DEFAULTS);

        for (int i = 1; i < EventBatch.MAX; i++) {
            d.dispatcher.event(Dispatch.numbered("X", i));
        }
        assertThat(d.executor.waiting()).isZero();
        assertThat(subscription.queued()).isZero();
        d.dispatcher.event(Dispatch.numbered("X", EventBatch.MAX));

        assertThat(d.executor.waiting()).isEqualTo(1);
        assertThat(subscription.queued()).isEqualTo(EventBatch.MAX);
    }

    @Test
    void thereIsOneTaskAtATimeAndNoneWhileNothingWaits() {
        subscribe(DEFAULTS);

        d.send("X", 1, 3).send("X", 4, 6).send("X", 7, 9);
        assertThat(d.executor.waiting()).isEqualTo(1);
        d.executor.runOne();
        assertThat(d.executor.waiting()).isZero();
        d.send("X", 10, 10);
        assertThat(d.executor.waiting()).isEqualTo(1);
        d.executor.runAll();

        assertThat(seen.all).isEqualTo(numbers(1, 10));
    }

    @Test
    void aTaskMakesWayForOthersAfterItsTime() {
        List<Object> all = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            d.dispatcher.subscribe(EventSelection.all(), DEFAULTS, e -> {
                d.now += ListenerTask.SLICE_NANOS;
                all.add(name + Dispatch.number(e));
            });
        }

        d.send("X", 1, 3);
        d.executor.runAll();

        assertThat(all).containsExactly("a1", "b1", "a2", "b2", "a3", "b3");
    }

    @Test
    void itHasTheNameOfItsOptionsOrOfItsSelection() {
        assertThat(subscribe(DEFAULTS.name("wallboard")).name()).isEqualTo("wallboard");
        assertThat(subscribe(DEFAULTS).name()).isEqualTo("AmiEvent");
        assertThat(d.dispatcher
                        .subscribe(EventSelection.named("Queue*"), DEFAULTS, seen)
                        .name())
                .isEqualTo("Queue*");
    }

    @Test
    void needsAListener() {
        assertThatThrownBy(() -> d.dispatcher.subscribe(EventSelection.all(), DEFAULTS, null))
                .isInstanceOf(NullPointerException.class);
        assertThat(d.dispatcher.selections()).isEmpty();
    }

    // ---- closing

    @Test
    void afterCloseNothingIsDelivered() {
        AmiSubscription subscription = subscribe(DEFAULTS);
        d.send("X", 1, 5);

        subscription.close();
        subscription.close();
        d.send("X", 6, 9);
        d.dispatcher.gap(Dispatch.reconnected(false));
        d.dispatcher.close(closed);
        d.executor.runAll();

        assertThat(seen.all).isEmpty();
        assertThat(subscription.isActive()).isFalse();
        assertThat(subscription.queued()).isZero();
        assertThat(subscription.dropped()).isZero();
        assertThat(subscription.delivered()).isZero();
    }

    @Test
    void whatTheLoopHasCollectedIsNotDeliveredAfterClose() {
        AmiSubscription subscription = subscribe(DEFAULTS);
        d.dispatcher.event(Dispatch.numbered("X", 1));
        subscription.close();
        d.dispatcher.endOfBatch();

        assertThat(d.executor.waiting()).isZero();
    }

    @Test
    void aListenerMayCloseItsOwnSubscription() {
        List<AmiSubscription> own = new ArrayList<>();
        own.add(d.dispatcher.subscribe(EventSelection.all(), seen.options(), e -> {
            seen.accept(e);
            if (Dispatch.number(e) == 3) {
                own.get(0).close();
            }
        }));

        d.send("X", 1, 1000);
        d.executor.runAll();

        assertThat(seen.all).containsExactly(1, 2, 3);
        assertThat(own.get(0).delivered()).isEqualTo(3);
        assertThat(own.get(0).queued()).isZero();
    }

    @Test
    void aListenerMayCloseItsSubscriptionInTheFirstCallOfALaterTask() {
        List<AmiSubscription> own = new ArrayList<>();
        own.add(d.dispatcher.subscribe(EventSelection.all(), seen.options(), e -> {
            seen.accept(e);
            d.now += ListenerTask.SLICE_NANOS;
        }));

        d.send("X", 1, 1000);
        d.executor.runOne();
        d.executor.runOne();
        own.get(0).close();
        d.executor.runAll();

        assertThat(seen.all).containsExactly(1, 2);
        assertThat(own.get(0).delivered()).isEqualTo(2);
    }

    @Test
    void aListenerMaySubscribeAndUnsubscribeOthers() {
        SeenEvents late = new SeenEvents();
        AmiSubscription other = subscribe(DEFAULTS);
        d.dispatcher.subscribe(EventSelection.named("Change"), DEFAULTS, e -> {
            other.close();
            d.dispatcher.subscribe(EventSelection.all(), DEFAULTS, late);
        });

        d.send("X", 1, 1);
        d.executor.runAll();
        d.send("Change", 2, 2);
        d.executor.runAll();
        d.send("X", 3, 3);
        d.executor.runAll();

        assertThat(seen.all).containsExactly(1, 2);
        assertThat(late.all).containsExactly(3);
    }

    @Test
    void aSubscriptionMayBeClosedInOnGap() {
        AmiSubscription[] own = new AmiSubscription[1];
        own[0] = d.dispatcher.subscribe(EventSelection.all(), DEFAULTS.onGap(gap -> own[0].close()), seen);

        d.dispatcher.gap(Dispatch.reconnected(false));
        d.send("X", 1, 3);
        d.executor.runAll();

        assertThat(seen.all).isEmpty();
        assertThat(own[0].delivered()).isZero();
    }

    @Test
    void anEventThatWasTakenOutButNotGivenBeforeCloseDoesNotCountAsDelivered() {
        AmiSubscription[] own = new AmiSubscription[1];
        ManualExecutor executor = new ManualExecutor();
        EventDispatcher dispatcher = new EventDispatcher("pbx", executor, Map.of(), () -> {}, () -> {
            if (own[0] != null && own[0].delivered() == 1) {
                own[0].close(); // the clock is read just before the first event is given
            }
            return 0;
        });
        own[0] = dispatcher.subscribe(EventSelection.all(), DEFAULTS, seen);

        dispatcher.event(Dispatch.numbered("X", 1));
        dispatcher.endOfBatch();
        executor.runAll();

        assertThat(seen.all).isEmpty();
        assertThat(own[0].isActive()).isFalse();
        assertThat(own[0].delivered()).isZero();
        assertThat(dispatcher.delivered()).isZero();
    }

    // ---- the end

    @Test
    void atTheEndTheListenerSeesWhatWaitsAndThenTheReason() {
        AmiSubscription subscription = subscribe(DEFAULTS);
        d.send("X", 1, 3);
        d.dispatcher.event(Dispatch.numbered("X", 4));

        d.dispatcher.close(closed);
        assertThat(subscription.isActive()).isFalse();
        assertThat(subscription.queued()).isEqualTo(4);
        d.executor.runAll();
        subscription.close();

        assertThat(seen.all).containsExactly(1, 2, 3, 4, closed);
        assertThat(subscription.delivered()).isEqualTo(4);
    }

    @Test
    void aListenerThatClosesItsSubscriptionBeforeTheEndIsNotToldOfIt() {
        AmiSubscription subscription = subscribe(DEFAULTS);
        d.send("X", 1, 3);
        d.dispatcher.close(closed);
        subscription.close();
        d.executor.runAll();

        assertThat(seen.all).isEmpty();
        assertThat(subscription.isActive()).isFalse();
    }

    @Test
    void theEndIsToldWhereNothingEverCame() {
        subscribe(DEFAULTS);
        d.dispatcher.close(closed);
        assertThat(seen.all).isEmpty();
        d.executor.runAll();

        assertThat(seen.all).containsExactly(closed);
    }

    // ---- gaps

    @Test
    void aLostConnectionIsToldInItsPlace() {
        subscribe(DEFAULTS);

        d.dispatcher.event(Dispatch.numbered("X", 1));
        d.dispatcher.gap(Dispatch.reconnected(true));
        d.send("X", 2, 2);
        d.executor.runAll();
        d.dispatcher.gap(Dispatch.reconnected(false));
        d.executor.runAll();

        assertThat(seen.all).containsExactly(1, Dispatch.reconnected(true), 2, Dispatch.reconnected(false));
    }

    @Test
    void severalLostConnectionsWithoutAnEventBetweenAreOneGap() {
        subscribe(DEFAULTS);

        d.dispatcher.gap(Dispatch.reconnected(true));
        d.dispatcher.gap(Dispatch.reconnected(false));
        d.send("X", 1, 1);
        d.executor.runAll();

        assertThat(seen.all).containsExactly(Dispatch.reconnected(true), 1);
    }

    @Test
    void aSubscriptionThatBeginsAfterAGapIsNotToldOfIt() {
        d.dispatcher.gap(Dispatch.reconnected(true));
        subscribe(DEFAULTS);
        d.send("X", 1, 1);
        d.executor.runAll();

        assertThat(seen.all).containsExactly(1);
    }

    @Test
    void gapsAreLoggedWhereNobodyListensForThem() {
        d.dispatcher.subscribe(EventSelection.all(), DEFAULTS.maxEvents(1).name("mine"), seen);
        try (Logs logs = new Logs()) {
            d.send("X", 1, 3);
            d.dispatcher.gap(Dispatch.reconnected(false));
            d.executor.runAll();

            assertThat(logs.with("pbx: mine: 2 events are missing here")).hasSize(1);
            assertThat(logs.with("the connection was lost")).hasSize(1);
        }
    }

    @Test
    void gapsAreNotLoggedWhereSomebodyListensForThem() {
        subscribe(DEFAULTS.maxEvents(1));
        try (Logs logs = new Logs()) {
            d.send("X", 1, 3);
            d.dispatcher.gap(Dispatch.reconnected(false));
            d.executor.runAll();

            assertThat(logs.with("missing here")).isEmpty();
        }
    }

    // ---- listeners that throw

    @Test
    void aListenerThatThrowsGetsTheNextEventAndIsNamedInTheLog() {
        d.dispatcher.subscribe(EventSelection.all(), DEFAULTS.name("billing"), e -> {
            seen.accept(e);
            throw new IllegalStateException("number " + Dispatch.number(e));
        });
        try (Logs logs = new Logs()) {
            d.send("X", 1, 500);
            d.executor.runAll();
            assertThat(seen.all).isEqualTo(numbers(1, 500));
            assertThat(logs.with("pbx: billing: the listener failed")).hasSize(1);
            assertThat(logs.stackTraces()).isEqualTo(1);

            d.now += LogLimit.INTERVAL_NANOS;
            d.send("X", 501, 600);
            d.executor.runAll();
            assertThat(logs.with("the 501th time")).singleElement().asString().contains("number 501");
            assertThat(logs.stackTraces()).isEqualTo(1);
        }
    }

    @Test
    void aThrowingListenerHurtsNoOther() {
        d.dispatcher.subscribe(EventSelection.all(), DEFAULTS, e -> {
            throw new AssertionError("an error");
        });
        subscribe(DEFAULTS);
        try (Logs logs = new Logs()) {
            d.send("X", 1, 5);
            d.executor.runAll();

            assertThat(seen.all).isEqualTo(numbers(1, 5));
            assertThat(logs.stackTraces()).isEqualTo(1);
        }
    }

    @Test
    void aPredicateThatThrowsCountsAsAThrowingListener() {
        AmiSubscription subscription = d.dispatcher.subscribe(
                EventSelection.all().where(e -> {
                    if (Dispatch.number(e) == 2) {
                        throw new IllegalStateException("no");
                    }
                    return true;
                }),
                DEFAULTS,
                seen);
        try (Logs logs = new Logs()) {
            d.send("X", 1, 3);
            d.executor.runAll();

            assertThat(seen.all).containsExactly(1, 3);
            assertThat(subscription.delivered()).isEqualTo(3);
            assertThat(logs.stackTraces()).isEqualTo(1);
        }
    }

    @Test
    void aCheckedExceptionOfAnotherLanguageIsCaughtToo() {
        d.dispatcher.subscribe(EventSelection.all(), DEFAULTS, e -> {
            seen.accept(e);
            AmiSubscriptionTest.<RuntimeException>sneak(new IOException("no"));
        });
        try (Logs logs = new Logs()) {
            d.send("X", 1, 2);
            d.executor.runAll();

            assertThat(seen.all).containsExactly(1, 2);
            assertThat(logs.stackTraces()).isEqualTo(1);
        }
    }

    @Test
    void whatOnGapAndOnEndThrowIsLogged() {
        d.dispatcher.subscribe(
                EventSelection.all(),
                DEFAULTS.onGap(gap -> {
                            throw new IllegalStateException("no");
                        })
                        .onEnd(why -> {
                            throw new IllegalStateException("no");
                        }),
                seen);
        try (Logs logs = new Logs()) {
            d.dispatcher.gap(Dispatch.reconnected(false));
            d.send("X", 1, 1);
            d.executor.runAll();
            d.now += LogLimit.INTERVAL_NANOS;
            d.dispatcher.close(closed);
            d.executor.runAll();

            assertThat(seen.all).containsExactly(1);
            assertThat(logs.with("onGap failed")).hasSize(1);
            assertThat(logs.with("onEnd failed again")).hasSize(1);
        }
    }

    @Test
    void aNameCannotWriteALogLine() {
        d.dispatcher.subscribe(EventSelection.all(), DEFAULTS.name("x\r\nWARN forged"), e -> {
            throw new IllegalStateException("no");
        });
        try (Logs logs = new Logs()) {
            d.send("X", 1, 1);
            d.executor.runAll();

            assertThat(logs.with("forged")).singleElement().asString().doesNotContain("\r", "\n");
        }
    }

    // ---- listeners that are slow

    @Test
    void aSlowListenerIsNamedInTheLogOnceAMinute() {
        long[] takes = {1_500_000_000L};
        d.dispatcher.subscribe(EventSelection.all(), DEFAULTS.name("crm"), e -> d.now += takes[0]);
        try (Logs logs = new Logs()) {
            d.send("X", 1, 3);
            d.executor.runAll();
            assertThat(logs.with("pbx: crm: one event took its listener 1500 ms"))
                    .hasSize(1);

            takes[0] = 61_000_000_000L;
            d.send("X", 4, 4);
            d.executor.runAll();
            assertThat(logs.with("one event took")).hasSize(2);
        }
    }

    @Test
    void manyQuickCallsAreNotASlowOne() {
        d.dispatcher.subscribe(EventSelection.all(), DEFAULTS, e -> d.now += 900_000_000L);
        try (Logs logs = new Logs()) {
            d.send("X", 1, 50);
            d.executor.runAll();

            assertThat(logs.with("took its listener")).isEmpty();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable e) throws T {
        throw (T) e;
    }
}
