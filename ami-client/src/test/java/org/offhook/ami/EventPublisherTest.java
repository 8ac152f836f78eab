// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.offhook.ami.Dispatch.dropped;
import static org.offhook.ami.Dispatch.numbers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Subscribers of a publisher, on the test's thread. */
class EventPublisherTest {

    private static final SubscriptionOptions DEFAULTS = SubscriptionOptions.defaults();

    private final Dispatch d = new Dispatch();
    private final AmiException closed = new AmiClosedException("closed", false);
    private final Subscriber subscriber = new Subscriber(0);

    /** Writes down its signals. */
    private static final class Subscriber implements Flow.Subscriber<AmiEvent> {

        final List<Object> signals = new ArrayList<>();
        final long first;
        Flow.Subscription subscription;
        Consumer<AmiEvent> onNext = event -> {};

        Subscriber(long first) {
            this.first = first;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            signals.add("begin");
            if (first != 0) {
                subscription.request(first);
            }
        }

        @Override
        public void onNext(AmiEvent event) {
            signals.add(Dispatch.number(event));
            onNext.accept(event);
        }

        @Override
        public void onError(Throwable e) {
            signals.add(e);
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }
    }

    private Flow.Publisher<AmiEvent> publisher(SubscriptionOptions options) {
        return d.dispatcher.publisher(EventSelection.all(), options);
    }

    private void subscribe(SubscriptionOptions options) {
        publisher(options.onGap(subscriber.signals::add)).subscribe(subscriber);
        d.executor.runAll();
    }

    @Test
    void beginsBeforeAnythingElseAndGivesNothingUnasked() {
        subscribe(DEFAULTS);
        d.send("X", 1, 5);
        assertThat(d.executor.waiting()).isZero();

        assertThat(subscriber.signals).containsExactly("begin");
    }

    @Test
    void beginsBeforeEventsThatCameFirst() {
        Subscriber eager = new Subscriber(Long.MAX_VALUE);
        publisher(DEFAULTS).subscribe(eager);
        d.send("X", 1, 2);
        assertThat(eager.signals).isEmpty();
        d.executor.runAll();

        assertThat(eager.signals).containsExactly("begin", 1, 2);
    }

    @Test
    void givesAsManyAsAreAskedFor() {
        subscribe(DEFAULTS);
        d.send("X", 1, 10);
        subscriber.subscription.request(2);
        d.executor.runAll();
        assertThat(subscriber.signals).containsExactly("begin", 1, 2);

        subscriber.subscription.request(1);
        subscriber.subscription.request(3);
        d.executor.runAll();
        assertThat(subscriber.signals).containsExactly("begin", 1, 2, 3, 4, 5, 6);

        subscriber.subscription.request(10);
        d.executor.runAll();
        d.send("X", 11, 20);
        d.executor.runAll();
        assertThat(subscriber.signals).hasSize(17).endsWith(15, 16);
    }

    @Test
    void askingAgainAndAgainFromOnNextNeedsNoStack() {
        subscriber.onNext = event -> subscriber.subscription.request(1);
        subscribe(DEFAULTS);
        subscriber.subscription.request(1);
        d.send("X", 1, 50_000);
        d.executor.runAll();

        assertThat(subscriber.signals).hasSize(50_001).endsWith(50_000);
    }

    @Test
    void moreThanAnyNumberIsAnyNumber() {
        subscribe(DEFAULTS);
        subscriber.subscription.request(Long.MAX_VALUE - 1);
        subscriber.subscription.request(Long.MAX_VALUE);
        d.send("X", 1, 3);
        d.executor.runAll();
        subscriber.subscription.request(1);
        d.send("X", 4, 5);
        d.executor.runAll();

        assertThat(subscriber.signals).containsExactly("begin", 1, 2, 3, 4, 5);
    }

    @Test
    void eachSubscriberHasItsOwnQueueAndDemand() {
        Flow.Publisher<AmiEvent> publisher = publisher(DEFAULTS);
        Subscriber one = new Subscriber(1);
        Subscriber all = new Subscriber(Long.MAX_VALUE);
        publisher.subscribe(one);
        publisher.subscribe(all);
        d.send("X", 1, 3);
        d.executor.runAll();

        assertThat(one.signals).containsExactly("begin", 1);
        assertThat(all.signals).containsExactly("begin", 1, 2, 3);
        assertThat(d.dispatcher.selections()).hasSize(2);
    }

    @Test
    void whatThePredicateTurnsDownIsNotCountedAsAskedFor() {
        d.dispatcher
                .publisher(EventSelection.all().where(e -> Dispatch.number(e) % 2 == 0), DEFAULTS)
                .subscribe(subscriber);
        d.executor.runAll();
        d.send("X", 1, 20);
        subscriber.subscription.request(3);
        d.executor.runAll();

        assertThat(subscriber.signals).containsExactly("begin", 2, 4, 6);
    }

    @Test
    void aPredicateThatThrowsTurnsDown() {
        d.dispatcher
                .publisher(
                        EventSelection.all().where(e -> {
                            if (Dispatch.number(e) == 1) {
                                throw new IllegalStateException("no");
                            }
                            return true;
                        }),
                        DEFAULTS)
                .subscribe(subscriber);
        d.executor.runAll();
        try (Logs logs = new Logs()) {
            d.send("X", 1, 2);
            subscriber.subscription.request(1);
            d.executor.runAll();

            assertThat(logs.with("the predicate failed")).hasSize(1);
        }
        assertThat(subscriber.signals).containsExactly("begin", 2);
    }

    @Test
    void askingForNothingIsAnError() {
        for (long n : new long[] {0, -1, Long.MIN_VALUE}) {
            Subscriber wrong = new Subscriber(5);
            wrong.onNext = event -> wrong.subscription.request(n);
            publisher(DEFAULTS).subscribe(wrong);
            d.send("X", 1, 5);
            d.executor.runAll();
            wrong.subscription.request(5);
            d.send("X", 6, 9);
            d.executor.runAll();

            assertThat(wrong.signals).hasSize(3).startsWith("begin", 1);
            assertThat(wrong.signals.get(2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .asString()
                    .contains("not " + n);
        }
        assertThat(d.dispatcher.selections()).isEmpty();
    }

    @Test
    void askingForNothingWhenItBeginsIsAnErrorToo() {
        Subscriber wrong = new Subscriber(-1);
        publisher(DEFAULTS).subscribe(wrong);
        d.executor.runAll();

        assertThat(wrong.signals).hasSize(2);
        assertThat(wrong.signals.get(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void afterCancelNothingComes() {
        subscriber.onNext = event -> {
            if (Dispatch.number(event) == 2) {
                subscriber.subscription.cancel();
            }
        };
        subscribe(DEFAULTS);
        subscriber.subscription.request(100);
        d.send("X", 1, 10);
        d.executor.runAll();
        subscriber.subscription.cancel();
        subscriber.subscription.request(5);
        subscriber.subscription.request(-5);
        d.dispatcher.close(closed);
        d.executor.runAll();

        assertThat(subscriber.signals).containsExactly("begin", 1, 2);
        assertThat(d.dispatcher.selections()).isEmpty();
    }

    @Test
    void completesAfterWhatWaitsWhenTheClientIsClosed() {
        subscribe(DEFAULTS);
        d.send("X", 1, 3);
        d.dispatcher.close(closed);
        d.executor.runAll();
        assertThat(subscriber.signals).containsExactly("begin");

        subscriber.subscription.request(2);
        d.executor.runAll();
        assertThat(subscriber.signals).containsExactly("begin", 1, 2);
        subscriber.subscription.request(1);
        d.executor.runAll();
        assertThat(subscriber.signals).containsExactly("begin", 1, 2, 3, "complete");
        subscriber.subscription.request(-1);
        d.executor.runAll();
        assertThat(subscriber.signals).hasSize(5);
    }

    @Test
    void completesWithoutDemandWhereNothingWaits() {
        subscribe(DEFAULTS);
        d.dispatcher.close(closed);
        d.executor.runAll();

        assertThat(subscriber.signals).containsExactly("begin", "complete");
    }

    @Test
    void anEndOtherThanByCloseIsAnError() {
        AmiException why = new AmiOverflowException("a reason");
        subscribe(DEFAULTS);
        d.dispatcher.close(why);
        d.executor.runAll();

        assertThat(subscriber.signals).containsExactly("begin", why);
    }

    @Test
    void aSubscriberThatComesAfterTheEndBeginsAndCompletes() {
        d.dispatcher.close(closed);
        subscribe(DEFAULTS);

        assertThat(subscriber.signals).containsExactly("begin", "complete");
    }

    @Test
    void anOverflowUnderCloseIsAnErrorAfterWhatWaits() {
        subscribe(DEFAULTS.maxEvents(3).overflow(OverflowPolicy.CLOSE));
        try (Logs logs = new Logs()) {
            d.send("X", 1, 9);
            assertThat(logs.with("too slow")).hasSize(1);
        }
        subscriber.subscription.request(Long.MAX_VALUE);
        d.executor.runAll();

        assertThat(subscriber.signals).hasSize(5).startsWith("begin", 1, 2, 3);
        assertThat(subscriber.signals.get(4)).isInstanceOf(AmiOverflowException.class);
    }

    @Test
    void gapsComeInTheirPlaceAndNeedNoDemand() {
        subscribe(DEFAULTS.maxEvents(3));
        try (Logs logs = new Logs()) {
            d.send("X", 1, 5);
            assertThat(logs.with("too slow")).hasSize(1);
        }
        d.dispatcher.gap(Dispatch.reconnected(false));
        d.executor.runAll();
        assertThat(subscriber.signals).containsExactly("begin", dropped(2));
        subscriber.subscription.request(9);
        d.executor.runAll();

        assertThat(subscriber.signals).containsExactly("begin", dropped(2), 3, 4, 5, Dispatch.reconnected(false));
    }

    @Test
    void aSubscriberThatThrowsIsCancelledAndLogged() {
        subscriber.onNext = event -> {
            throw new IllegalStateException("no");
        };
        subscribe(DEFAULTS);
        subscriber.subscription.request(9);
        try (Logs logs = new Logs()) {
            d.send("X", 1, 3);
            d.executor.runAll();
            assertThat(logs.with("pbx: AmiEvent: onNext failed")).hasSize(1);
        }

        assertThat(subscriber.signals).containsExactly("begin", 1);
        assertThat(d.dispatcher.selections()).isEmpty();
    }

    @Test
    void aSubscriberThatThrowsWhenItBeginsIsCancelled() {
        List<Object> signals = new ArrayList<>();
        try (Logs logs = new Logs()) {
            publisher(DEFAULTS).subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(9);
                    throw new IllegalStateException("no");
                }

                @Override
                public void onNext(AmiEvent event) {
                    signals.add(event);
                }

                @Override
                public void onError(Throwable e) {
                    signals.add(e);
                }

                @Override
                public void onComplete() {
                    signals.add("complete");
                }
            });
            d.send("X", 1, 3);
            d.executor.runAll();
            assertThat(logs.with("onSubscribe failed")).hasSize(1);
        }

        assertThat(signals).isEmpty();
        assertThat(d.dispatcher.selections()).isEmpty();
    }

    @Test
    void needsASubscriber() {
        assertThatThrownBy(() -> publisher(DEFAULTS).subscribe(null)).isInstanceOf(NullPointerException.class);
        assertThat(d.dispatcher.selections()).isEmpty();
    }

    @Test
    void subscribingCostsNothingUntilSomebodySubscribes() {
        publisher(DEFAULTS);

        assertThat(d.dispatcher.selections()).isEmpty();
        assertThat(d.changes).isZero();
    }

    @Test
    void manyEventsComeInOrder() {
        Subscriber all = new Subscriber(Long.MAX_VALUE);
        publisher(DEFAULTS).subscribe(all);
        d.send("X", 1, 5000);
        d.executor.runAll();

        List<Object> expected = numbers(1, 5000);
        expected.add(0, "begin");
        assertThat(all.signals).isEqualTo(expected);
    }
}
