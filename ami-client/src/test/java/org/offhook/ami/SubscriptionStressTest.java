// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A loop, listeners and users at once: every event is accounted for. The test is the loop. */
class SubscriptionStressTest {

    private static final SubscriptionOptions DEFAULTS = SubscriptionOptions.defaults();
    private static final int EVENTS = 200_000;

    private final ListenerThreads threads = new ListenerThreads();
    private final EventDispatcher dispatcher = new EventDispatcher("pbx", threads, Map.of(), () -> {});
    private Logs logs;

    /** Numbered in the bytes, so that making them costs little. */
    private static final AmiHeaders[] MESSAGES = new AmiHeaders[EVENTS + 1];

    static {
        for (int i = 0; i <= EVENTS; i++) {
            MESSAGES[i] = Dispatch.numbered("X", i);
        }
    }

    @BeforeEach
    void keepLogs() {
        logs = new Logs();
    }

    @AfterEach
    void end() {
        dispatcher.close(new AmiClosedException("closed", false));
        threads.close();
        assertThat(threads.awaitEnd(Duration.ofSeconds(20))).isTrue();
        logs.close();
    }

    private void send(int from, int to, int batch) {
        for (int i = from; i <= to; i++) {
            dispatcher.event(MESSAGES[i]);
            if (i % batch == 0) {
                dispatcher.endOfBatch();
            }
        }
        dispatcher.endOfBatch();
    }

    /** A listener that knows which number comes next, gaps taken into account, and pauses at random. */
    private static final class Counting {

        private final Random random;
        private final int pauses;
        private int next = 1;
        private long lost;
        private final AtomicReference<String> wrong = new AtomicReference<>();
        private final AtomicInteger inside = new AtomicInteger();
        private volatile AmiException end;

        Counting(long seed, int pauses) {
            this.random = new Random(seed);
            this.pauses = pauses;
        }

        SubscriptionOptions in(SubscriptionOptions options) {
            return options.onGap(this::gap).onEnd(why -> end = why);
        }

        void event(AmiEvent event) {
            if (inside.incrementAndGet() != 1) {
                wrong.set("two calls at once");
            }
            int number = Dispatch.number(event);
            if (number != next) {
                wrong.compareAndSet(null, "came " + number + " instead of " + next);
            }
            next = number + 1;
            if (pauses > 0 && random.nextInt(pauses) == 0) {
                LockSupport.parkNanos(1);
            }
            inside.decrementAndGet();
        }

        private void gap(AmiGap gap) {
            next += (int) gap.lost();
            lost += gap.lost();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = OverflowPolicy.class,
            names = {"DROP_OLDEST", "DROP_NEWEST"})
    void everyEventIsDeliveredOrCountedAsDropped(OverflowPolicy policy) {
        List<Counting> listeners = new ArrayList<>();
        List<AmiSubscription> subscriptions = new ArrayList<>();
        for (int maxEvents : new int[] {1, 7, 100, 600, 5000, 1_000_000}) {
            Counting listener = new Counting(maxEvents, maxEvents < 1000 ? 50 : 1000);
            listeners.add(listener);
            subscriptions.add(dispatcher.subscribe(
                    EventSelection.all(),
                    listener.in(DEFAULTS.maxEvents(maxEvents).overflow(policy)),
                    listener::event));
        }

        send(1, EVENTS, 37);
        dispatcher.close(new AmiClosedException("closed", false));

        for (int i = 0; i < listeners.size(); i++) {
            Counting listener = listeners.get(i);
            AmiSubscription subscription = subscriptions.get(i);
            await().atMost(Duration.ofSeconds(40)).until(() -> listener.end != null);
            assertThat(listener.wrong).hasValue(null);
            assertThat(listener.next).isEqualTo(EVENTS + 1);
            assertThat(listener.lost).isEqualTo(subscription.dropped());
            assertThat(subscription.delivered() + subscription.dropped()).isEqualTo(EVENTS);
            assertThat(subscription.queued()).isZero();
        }
        assertThat(subscriptions.get(5).dropped()).isZero();
        assertThat(dispatcher.delivered() + dispatcher.dropped()).isEqualTo(6L * EVENTS);
        assertThat(logs.stackTraces()).isZero();
    }

    @Test
    void aSubscriptionThatOverflowsUnderCloseGivesAllUpToTheFirstThatHadNoRoom() {
        Counting listener = new Counting(1, 20);
        AmiSubscription subscription = dispatcher.subscribe(
                EventSelection.all(),
                listener.in(DEFAULTS.maxEvents(1000).overflow(OverflowPolicy.CLOSE)),
                listener::event);

        send(1, EVENTS, 100);
        dispatcher.close(new AmiClosedException("closed", false));

        await().until(() -> listener.end != null);
        assertThat(listener.wrong).hasValue(null);
        assertThat(listener.next - 1).isEqualTo((int) subscription.delivered());
        assertThat(subscription.dropped()).isEqualTo(listener.end instanceof AmiOverflowException ? 1 : 0);
    }

    @Test
    void afterCloseHasReturnedAtMostTheCallUnderWayRuns() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Queue<AtomicInteger> late =
                new ConcurrentLinkedQueue<>(); // how many calls came after close, for each subscription
        int users = 3;
        CountDownLatch done = new CountDownLatch(users);
        AtomicInteger rounds = new AtomicInteger();
        for (int user = 0; user < users; user++) {
            Thread thread = new Thread(() -> {
                while (!stop.get()) {
                    AtomicInteger calls = new AtomicInteger();
                    AmiSubscription subscription =
                            dispatcher.subscribe(EventSelection.all(), DEFAULTS, e -> calls.incrementAndGet());
                    while (calls.get() == 0 && !stop.get()) {
                        Thread.onSpinWait();
                    }
                    subscription.close();
                    calls.set(0);
                    late.add(calls);
                    rounds.incrementAndGet();
                }
                done.countDown();
            });
            thread.start();
        }

        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (System.nanoTime() < until || rounds.get() < 20) {
            send(1, 1000, 10);
        }
        stop.set(true);

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        threads.close();
        assertThat(threads.awaitEnd(Duration.ofSeconds(20))).isTrue();
        assertThat(late).hasSizeGreaterThanOrEqualTo(20).allMatch(calls -> calls.get() <= 1);
        assertThat(dispatcher.selections()).isEmpty();
    }

    @Test
    void subscribersGetNoMoreThanTheyAskForAndLoseNothing() throws Exception {
        int subscribers = 3;
        CountDownLatch complete = new CountDownLatch(subscribers);
        List<Asking> all = new ArrayList<>();
        for (int i = 0; i < subscribers; i++) {
            Asking subscriber = new Asking(i, complete);
            all.add(subscriber);
            dispatcher
                    .publisher(EventSelection.all(), DEFAULTS.maxEvents(EVENTS))
                    .subscribe(subscriber);
        }

        send(1, EVENTS, 61);
        dispatcher.close(new AmiClosedException("closed", false));

        assertThat(complete.await(40, TimeUnit.SECONDS)).isTrue();
        for (Asking subscriber : all) {
            assertThat(subscriber.wrong).hasValue(null);
            assertThat(subscriber.next).isEqualTo(EVENTS + 1);
        }
    }

    /** Asks for a few at a time, from a thread of the executor or at once. */
    private final class Asking implements Flow.Subscriber<AmiEvent> {

        private final Random random;
        private final CountDownLatch complete;
        private final AtomicReference<String> wrong = new AtomicReference<>();
        private Flow.Subscription subscription;
        private long asked;
        private int next = 1;

        Asking(long seed, CountDownLatch complete) {
            this.random = new Random(seed);
            this.complete = complete;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            ask();
        }

        private void ask() {
            int n = 1 + random.nextInt(300);
            asked = n;
            if (random.nextBoolean()) {
                subscription.request(n);
            } else {
                threads.execute(() -> subscription.request(n));
            }
        }

        @Override
        public void onNext(AmiEvent event) {
            if (Dispatch.number(event) != next || asked == 0) {
                wrong.compareAndSet(null, "came " + Dispatch.number(event) + " instead of " + next);
            }
            next++;
            if (--asked == 0) {
                ask();
            }
        }

        @Override
        public void onError(Throwable e) {
            wrong.set(e.toString());
        }

        @Override
        public void onComplete() {
            complete.countDown();
        }
    }
}
