// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.ami.Dispatch.numbered;
import static org.offhook.ami.Dispatch.reconnected;

import ch.qos.logback.classic.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.offhook.ami.spi.AmiEventSink;

class EventDispatcherTest {

    private static final SubscriptionOptions DEFAULTS = SubscriptionOptions.defaults();

    record CallRated(AmiHeaders headers) implements AmiEvent {}

    record CallLost(AmiHeaders headers) implements AmiEvent {}

    // ---- who gets what

    @Test
    void aSubscriptionGetsTheEventsOfItsNamesOnly() {
        Dispatch d = new Dispatch();
        SeenEvents queues = new SeenEvents();
        SeenEvents all = new SeenEvents();
        d.dispatcher.subscribe(EventSelection.named("queue*X"), DEFAULTS, queues);
        d.dispatcher.subscribe(EventSelection.all(), DEFAULTS, all);

        d.send("QueueMemberX", 1, 1).send("OtherX", 2, 2).send("queuex", 3, 3).send("QueueY", 4, 4);
        d.executor.runAll();

        assertThat(queues.all).containsExactly(1, 3);
        assertThat(all.all).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aSubscriptionToATypeGetsThatTypeOnly() {
        Dispatch d = new Dispatch();
        List<RawEvent> raw = new ArrayList<>();
        List<AmiChannelEvent> typed = new ArrayList<>();
        d.dispatcher.subscribe(EventSelection.of(RawEvent.class), DEFAULTS, raw::add);
        d.dispatcher.subscribe(EventSelection.of(AmiChannelEvent.class), DEFAULTS, typed::add);

        d.send("SomethingNew", 1, 2);
        d.executor.runAll();

        assertThat(raw).hasSize(2);
        assertThat(typed).isEmpty();
    }

    @Test
    void thePredicateIsAskedWhereTheListenerRuns() {
        Dispatch d = new Dispatch();
        AtomicInteger asked = new AtomicInteger();
        SeenEvents seen = new SeenEvents();
        AmiSubscription subscription = d.dispatcher.subscribe(
                EventSelection.all().where(e -> asked.incrementAndGet() % 2 == 0), DEFAULTS, seen);

        d.send("X", 1, 6);
        assertThat(asked).hasValue(0);
        d.executor.runAll();

        assertThat(seen.all).containsExactly(2, 4, 6);
        assertThat(subscription.delivered()).isEqualTo(6);
    }

    @Test
    void allSubscriptionsSeeTheSameObject() {
        Dispatch d = new Dispatch();
        List<AmiEvent> seen = new ArrayList<>();
        d.dispatcher.attach(seen::add);
        d.dispatcher.subscribe(EventSelection.all(), DEFAULTS, seen::add);
        d.dispatcher.subscribe(EventSelection.all(), DEFAULTS, seen::add);

        d.send("X");
        d.executor.runAll();

        assertThat(seen).hasSize(3);
        assertThat(seen.get(1)).isSameAs(seen.get(0));
        assertThat(seen.get(2)).isSameAs(seen.get(0));
    }

    @Test
    void nothingIsMadeOfAnEventThatNobodyWants() {
        AtomicInteger made = new AtomicInteger();
        Dispatch d = new Dispatch(Map.of("rated", headers -> {
            made.incrementAndGet();
            return new CallRated(headers);
        }));

        d.send(userEvent("rated", 1));
        assertThat(made).hasValue(0);
        assertThat(d.executor.waiting()).isZero();

        SeenEvents seen = new SeenEvents();
        d.dispatcher.subscribe(EventSelection.of(CallRated.class), DEFAULTS, seen);
        d.send(userEvent("rated", 2));
        d.executor.runAll();
        assertThat(made).hasValue(1);
        assertThat(seen.all).containsExactly(2);
    }

    @Test
    void aNewSubscriptionSeesKindsThatOthersWereJudgedForBefore() {
        Dispatch d = new Dispatch();
        SeenEvents first = new SeenEvents();
        SeenEvents second = new SeenEvents();
        d.dispatcher.subscribe(EventSelection.named("X"), DEFAULTS, first);
        d.send("X", 1, 1).send("Y", 2, 2);

        AmiSubscription late = d.dispatcher.subscribe(EventSelection.named("Y"), DEFAULTS, second);
        d.send("X", 3, 3).send("Y", 4, 4);
        late.close();
        d.send("X", 5, 5).send("Y", 6, 6);
        d.executor.runAll();

        assertThat(first.all).containsExactly(1, 3, 5);
        assertThat(second.all).isEmpty(); // closed before its listener had a turn
    }

    @Test
    void namesBeyondTheLearntOnesAreDeliveredAllTheSame() {
        Dispatch d = new Dispatch();
        SeenEvents seen = new SeenEvents();
        d.dispatcher.subscribe(EventSelection.named("Forged*7"), DEFAULTS, seen);

        for (int i = 0; i <= 5007; i++) {
            d.dispatcher.event(numbered("Forged" + i, i));
        }
        d.dispatcher.endOfBatch();
        d.executor.runAll();

        assertThat(seen.all).hasSize(501).endsWith(4997, 5007);
    }

    // ---- user events

    @Test
    void aUserEventComesAsItsRegisteredType() {
        Dispatch d = new Dispatch(Map.of("callrated", CallRated::new, "calllost", CallLost::new));
        List<Object> seen = new ArrayList<>();
        d.dispatcher.subscribe(EventSelection.anyOf(CallRated.class, CallLost.class), DEFAULTS, seen::add);
        AmiHeaders rated = userEvent("CallRATED", 1);
        AmiHeaders lost = userEvent("calllost", 2);

        d.send(rated).send(lost).send(userEvent("other", 3));
        d.executor.runAll();

        assertThat(seen).containsExactly(new CallRated(rated), new CallLost(lost));
        assertThat(d.dispatcher.typed(rated)).isEqualTo(new CallRated(rated));
    }

    @Test
    void aUserEventKeepsItsNameForPatterns() {
        Dispatch d = new Dispatch(Map.of("callrated", CallRated::new));
        SeenEvents seen = new SeenEvents();
        d.dispatcher.subscribe(EventSelection.named("userevent"), DEFAULTS, seen);

        d.send(userEvent("CallRated", 1)).send(userEvent("Other", 2));
        d.executor.runAll();

        assertThat(seen.all).containsExactly(1, 2);
    }

    @Test
    void aUserEventWhoseTypeFailsIsDeliveredAsItCameAndLoggedOnce() {
        Dispatch d = new Dispatch(Map.of(
                "bad",
                headers -> {
                    throw new IllegalStateException("no");
                },
                "nothing",
                headers -> null));
        List<AmiEvent> seen = new ArrayList<>();
        d.dispatcher.subscribe(EventSelection.all(), DEFAULTS, seen::add);
        try (Logs logs = new Logs()) {
            d.send(userEvent("bad", 1)).send(userEvent("bad", 2)).send(userEvent("nothing", 3));
            d.executor.runAll();

            assertThat(seen).extracting(Dispatch::number).containsExactly(1, 2, 3);
            assertThat(logs.with("user event bad")).hasSize(1);
            assertThat(logs.with("user event nothing")).hasSize(1);
        }
    }

    // ---- listeners that do not come back

    @Test
    void aListenerThatDoesNotComeBackIsNamedOnceAMinute() {
        Dispatch d = new Dispatch();
        try (Logs logs = new Logs()) {
            d.dispatcher.subscribe(EventSelection.named("X"), DEFAULTS.name("stuck"), e -> {
                d.now += 900_000_000L;
                d.dispatcher.watch();
                assertThat(logs.with("in one call")).isEmpty();
                d.now += 600_000_000L;
                d.dispatcher.watch();
                d.now += 1_000_000_000L;
                d.dispatcher.watch();
                assertThat(logs.with("in one call")).hasSize(1);
                d.now += LogLimit.INTERVAL_NANOS;
                d.dispatcher.watch();
            });
            d.send("X");
            d.executor.runAll();
            d.now += LogLimit.INTERVAL_NANOS;
            d.dispatcher.watch();

            assertThat(logs.with("in one call"))
                    .containsExactly(
                            "WARN pbx: stuck: its listener has been in one call for 1500 ms",
                            "WARN pbx: stuck: its listener has been in one call for 62500 ms");
        }
    }

    @Test
    void soIsOneThatDoesNotComeBackFromAGap() {
        Dispatch d = new Dispatch();
        try (Logs logs = new Logs()) {
            d.dispatcher.subscribe(
                    EventSelection.all(),
                    DEFAULTS.onGap(gap -> {
                        d.now += 2_000_000_000L;
                        d.dispatcher.watch();
                    }),
                    e -> {});
            d.dispatcher.gap(reconnected(false));
            d.executor.runAll();

            assertThat(logs.with("in one call")).hasSize(1);
        }
    }

    // ---- taps

    @Test
    void aTapSeesAnEventAtOnceInWireOrder() {
        Dispatch d = new Dispatch();
        Tap tap = new Tap();
        d.dispatcher.attach(tap);

        d.dispatcher.event(numbered("X", 1));
        assertThat(tap.seen).containsExactly(1);
        d.dispatcher.gap(reconnected(true));
        d.dispatcher.ready();
        d.dispatcher.event(numbered("X", 2));
        d.dispatcher.down();

        assertThat(tap.seen).containsExactly(1, reconnected(true), "ready", 2, "down");
    }

    @Test
    void aTapThatThrowsHurtsNobodyAndIsLogged() {
        Dispatch d = new Dispatch();
        Tap after = new Tap();
        SeenEvents seen = new SeenEvents();
        d.dispatcher.attach(new AmiEventSink() {
            @Override
            public void event(AmiEvent event) {
                throw new IllegalStateException("no");
            }

            @Override
            public void gap(AmiGap gap) {
                throw new AssertionError("no");
            }

            @Override
            public void ready() {
                throw new IllegalStateException("no");
            }

            @Override
            public void down() {
                throw new IllegalStateException("no");
            }
        });
        d.dispatcher.attach(after);
        d.dispatcher.subscribe(EventSelection.all(), DEFAULTS, seen);
        try (Logs logs = new Logs()) {
            d.send("X", 1, 2);
            d.dispatcher.gap(reconnected(false));
            d.dispatcher.ready();
            d.dispatcher.down();
            d.executor.runAll();

            assertThat(after.seen).containsExactly(1, 2, reconnected(false), "ready", "down");
            assertThat(seen.all).containsExactly(1, 2);
            assertThat(logs.from(Level.WARN)).hasSize(1);
        }
    }

    @Test
    void aDetachedTapSeesNothingMore() {
        Dispatch d = new Dispatch();
        Tap tap = new Tap();
        Tap twice = new Tap();
        AmiRegistration registration = d.dispatcher.attach(tap);
        AmiRegistration one = d.dispatcher.attach(twice);
        d.dispatcher.attach(twice);
        d.send("X", 1, 1);

        registration.close();
        registration.close();
        one.close();
        d.send("X", 2, 2);

        assertThat(tap.seen).containsExactly(1);
        assertThat(twice.seen).containsExactly(1, 1, 2);
    }

    @Test
    void aTapMayDetachItselfWhileItIsCalled() {
        Dispatch d = new Dispatch();
        List<AmiRegistration> own = new ArrayList<>();
        List<Object> seen = new ArrayList<>();
        own.add(d.dispatcher.attach(event -> {
            seen.add(Dispatch.number(event));
            own.get(0).close();
        }));

        d.send("X", 1, 3);

        assertThat(seen).containsExactly(1);
    }

    // ---- what is subscribed

    @Test
    void tellsWhatIsSubscribedAndOfEachChange() {
        Dispatch d = new Dispatch();
        EventSelection<AmiEvent> x = EventSelection.named("X");
        assertThat(d.dispatcher.selections()).isEmpty();

        AmiSubscription subscription = d.dispatcher.subscribe(x, DEFAULTS, e -> {});
        assertThat(d.changes).isEqualTo(1);
        assertThat(d.dispatcher.selections()).isEqualTo(List.of(x));

        AmiRegistration tap = d.dispatcher.attach(e -> {});
        assertThat(d.changes).isEqualTo(2);
        assertThat(d.dispatcher.selections())
                .extracting(EventSelection::toString)
                .containsExactly("AmiEvent", "X");

        subscription.close();
        subscription.close();
        tap.close();
        tap.close();
        assertThat(d.changes).isEqualTo(4);
        assertThat(d.dispatcher.selections()).isEmpty();
    }

    @Test
    void aSubscriptionThatOverflowsUnderCloseIsNotSubscribedAnyMore() {
        Dispatch d = new Dispatch();
        d.dispatcher.subscribe(EventSelection.all(), DEFAULTS.maxEvents(1).overflow(OverflowPolicy.CLOSE), e -> {});

        try (Logs logs = new Logs()) {
            d.send("X", 1, 2);
            assertThat(logs.with("too slow")).hasSize(1);
        }

        assertThat(d.dispatcher.selections()).isEmpty();
        assertThat(d.changes).isEqualTo(2);
    }

    // ---- the end

    @Test
    void afterTheEndNothingIsTakenAndNewSubscriptionsEndAtOnce() {
        Dispatch d = new Dispatch();
        AmiException why = new AmiClosedException("closed", false);
        SeenEvents seen = new SeenEvents();
        d.dispatcher.close(why);
        d.dispatcher.close(new AmiClosedException("again", false));

        AmiSubscription subscription = d.dispatcher.subscribe(EventSelection.all(), seen.options(), seen);
        d.dispatcher.attach(e -> seen.all.add("tap"));
        d.send("X");
        d.executor.runAll();

        assertThat(seen.all).containsExactly(why);
        assertThat(subscription.isActive()).isFalse();
        assertThat(d.dispatcher.selections()).isEmpty();
    }

    @Test
    void countsOverAllSubscriptions() {
        Dispatch d = new Dispatch();
        d.dispatcher.subscribe(EventSelection.all(), DEFAULTS, e -> {});
        AmiSubscription small = d.dispatcher.subscribe(EventSelection.all(), DEFAULTS.maxEvents(2), e -> {});

        try (Logs logs = new Logs()) {
            d.send("X", 1, 10);
            assertThat(logs.with("too slow")).hasSize(1);
        }
        d.executor.runAll();
        small.close();

        assertThat(d.dispatcher.delivered()).isEqualTo(12);
        assertThat(d.dispatcher.dropped()).isEqualTo(8);
    }

    private static AmiHeaders userEvent(String name, int number) {
        return AmiHeaders.of(
                "Event", "UserEvent", "Privilege", "user,all", "UserEvent", name, "Number", Integer.toString(number));
    }

    private static final class Tap implements AmiEventSink {

        private final List<Object> seen = new ArrayList<>();

        @Override
        public void event(AmiEvent event) {
            seen.add(Dispatch.number(event));
        }

        @Override
        public void gap(AmiGap gap) {
            seen.add(gap);
        }

        @Override
        public void ready() {
            seen.add("ready");
        }

        @Override
        public void down() {
            seen.add("down");
        }
    }
}
