// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.offhook.ami.Dispatch.numbers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the loop does for a slow listener, and where listeners run. The test is the loop. */
class LoopWaitTest {

    private static final SubscriptionOptions DEFAULTS = SubscriptionOptions.defaults();

    private final ListenerThreads threads = new ListenerThreads();
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch inCall = new CountDownLatch(1);
    private final List<Object> seen = new CopyOnWriteArrayList<>();
    private Logs logs;

    @BeforeEach
    void keepLogs() {
        logs = new Logs();
    }

    @AfterEach
    void end() {
        go.countDown();
        threads.close();
        logs.close();
    }

    private EventDispatcher dispatcher(Executor executor, LongSupplier clock) {
        return new EventDispatcher("pbx", executor, Map.of(), () -> {}, clock);
    }

    private void hold(AmiEvent event) {
        inCall.countDown();
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        seen.add(Dispatch.number(event));
    }

    private static void send(EventDispatcher dispatcher, int from, int to) {
        for (int i = from; i <= to; i++) {
            dispatcher.event(Dispatch.numbered("X", i));
        }
        dispatcher.endOfBatch();
    }

    /** A listener that is in its first call, with a full queue behind it. */
    private AmiSubscription full(EventDispatcher dispatcher) throws InterruptedException {
        AmiSubscription subscription =
                dispatcher.subscribe(EventSelection.all(), DEFAULTS.maxEvents(4).onGap(seen::add), this::hold);
        send(dispatcher, 1, 1);
        assertThat(inCall.await(10, TimeUnit.SECONDS)).isTrue();
        send(dispatcher, 2, 5);
        return subscription;
    }

    @Test
    void aListenerThatMakesRoomInTimeLosesNothing() throws Exception {
        EventDispatcher dispatcher = dispatcher(threads, System::nanoTime);
        AmiSubscription subscription = full(dispatcher);
        Thread loop = Thread.currentThread();
        threads.execute(() -> {
            while (loop.getState() != Thread.State.TIMED_WAITING && subscription.dropped() == 0) {
                Thread.onSpinWait();
            }
            go.countDown();
        });

        send(dispatcher, 6, 7);

        // On a machine that stands still for 25 ms events are lost after all, and counted.
        await().until(() -> subscription.delivered() + subscription.dropped() == 7 && subscription.queued() == 0);
        await().until(() -> subscription.dropped() > 0 || seen.equals(numbers(1, 7)));
    }

    @Test
    void theLoopWaitsOnceAndNotAgainUntilHalfOfTheQueueIsEmpty() throws Exception {
        EventDispatcher dispatcher = dispatcher(threads, () -> 0); // waits cost no budget
        AmiSubscription subscription = full(dispatcher);

        long begin = System.nanoTime();
        send(dispatcher, 6, 6);
        long first = System.nanoTime() - begin;
        for (int i = 7; i <= 206; i++) {
            send(dispatcher, i, i);
        }
        long all = System.nanoTime() - begin;

        assertThat(first).isGreaterThanOrEqualTo(WaitBudget.MAX_NANOS);
        assertThat(all - first).isLessThan(100 * WaitBudget.MAX_NANOS);
        assertThat(subscription.dropped()).isEqualTo(201);

        go.countDown();
        await().until(() -> subscription.queued() == 0);
        await().until(() -> seen.size() == 6);
        assertThat(seen.get(1)).isEqualTo(Dispatch.dropped(201));
    }

    @Test
    void theLoopWaitsAgainOnceHalfOfTheQueueWasEmpty() {
        ManualExecutor executor = new ManualExecutor();
        EventDispatcher dispatcher = dispatcher(executor, () -> 0);
        dispatcher.subscribe(EventSelection.all(), DEFAULTS.maxEvents(4), e -> seen.add(Dispatch.number(e)));
        send(dispatcher, 1, 5);
        executor.runAll();
        send(dispatcher, 6, 7);

        long begin = System.nanoTime();
        send(dispatcher, 8, 10);

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(WaitBudget.MAX_NANOS);
    }

    @Test
    void manySlowListenersTogetherHoldTheLoopNoLongerThanOne() {
        ManualExecutor executor = new ManualExecutor(); // no listener ever runs
        EventDispatcher dispatcher = dispatcher(executor, System::nanoTime);
        int listeners = 60;
        for (int i = 0; i < listeners; i++) {
            dispatcher.subscribe(EventSelection.all(), DEFAULTS.maxEvents(1), e -> {});
        }

        long begin = System.nanoTime();
        send(dispatcher, 1, 2);

        assertThat(System.nanoTime() - begin).isLessThan(listeners * WaitBudget.MAX_NANOS / 2);
        assertThat(dispatcher.dropped()).isEqualTo(listeners);
    }

    @Test
    void aSubscriberWithoutDemandIsNotWaitedFor() {
        ManualExecutor executor = new ManualExecutor();
        EventDispatcher dispatcher = dispatcher(executor, () -> 0);
        for (int i = 0; i < 60; i++) {
            dispatcher.publisher(EventSelection.all(), DEFAULTS.maxEvents(1)).subscribe(new Idle());
        }
        executor.runAll();

        long begin = System.nanoTime();
        send(dispatcher, 1, 2);

        assertThat(System.nanoTime() - begin).isLessThan(30 * WaitBudget.MAX_NANOS);
        assertThat(dispatcher.dropped()).isEqualTo(60);
    }

    @Test
    void closingASubscriptionEndsTheWaitForIt() throws Exception {
        EventDispatcher dispatcher = dispatcher(threads, () -> 0);
        AmiSubscription subscription = full(dispatcher);
        Thread loop = Thread.currentThread();
        threads.execute(() -> {
            while (loop.getState() != Thread.State.TIMED_WAITING && subscription.dropped() == 0) {
                Thread.onSpinWait();
            }
            subscription.close();
        });

        send(dispatcher, 6, 6);

        await().until(() -> !subscription.isActive());
        go.countDown();
        threads.close();
        assertThat(threads.awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(seen).containsExactly(1);
    }

    @Test
    void anInterruptOfTheLoopIsKeptAndLosesNoCount() throws Exception {
        EventDispatcher dispatcher = dispatcher(threads, () -> 0);
        AmiSubscription subscription = full(dispatcher);

        Thread.currentThread().interrupt();
        send(dispatcher, 6, 6);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(subscription.dropped()).isEqualTo(1);
    }

    // ---- where listeners run

    @Test
    void anExecutorThatRefusesLosesNothing() {
        EventDispatcher dispatcher = dispatcher(
                task -> {
                    throw new RejectedExecutionException("full");
                },
                System::nanoTime);
        AmiException why = new AmiClosedException("closed", false);
        dispatcher.subscribe(EventSelection.all(), DEFAULTS.onEnd(seen::add), e -> seen.add(Dispatch.number(e)));

        for (int i = 1; i <= 2000; i++) {
            send(dispatcher, i, i);
        }
        dispatcher.close(why);

        List<Object> expected = numbers(1, 2000);
        expected.add(why);
        await().until(() -> seen.equals(expected));
    }

    @Test
    void anExecutorThatRunsTasksInTheCallerDoesNotRunThemOnTheLoop() {
        EventDispatcher dispatcher = dispatcher(Runnable::run, System::nanoTime);
        List<Thread> ran = new CopyOnWriteArrayList<>();
        dispatcher.subscribe(EventSelection.all(), DEFAULTS, e -> ran.add(Thread.currentThread()));

        send(dispatcher, 1, 10);

        await().until(() -> ran.size() == 10);
        assertThat(ran).doesNotContain(Thread.currentThread());
    }

    @Test
    void withoutAThreadTheEventsWaitForTheNextOne() {
        AtomicInteger refused = new AtomicInteger();
        ManualExecutor executor = new ManualExecutor();
        EventDispatcher dispatcher = dispatcher(
                task -> {
                    if (refused.getAndIncrement() == 0) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    executor.execute(task);
                },
                System::nanoTime);
        AmiSubscription subscription =
                dispatcher.subscribe(EventSelection.all(), DEFAULTS, e -> seen.add(Dispatch.number(e)));

        send(dispatcher, 1, 2);
        assertThat(subscription.queued()).isEqualTo(2);
        send(dispatcher, 3, 3);
        executor.runAll();

        assertThat(seen).containsExactly(1, 2, 3);
        assertThat(logs.with("its listener cannot run now")).hasSize(1);
    }

    @Test
    void aStuckListenerHurtsNoOther() throws Exception {
        EventDispatcher dispatcher = dispatcher(threads, System::nanoTime);
        List<Object> other = new CopyOnWriteArrayList<>();
        dispatcher.subscribe(EventSelection.all(), DEFAULTS, e -> other.add(Dispatch.number(e)));
        AmiSubscription stuck = full(dispatcher);

        send(dispatcher, 6, 1000);

        await().until(() -> other.equals(numbers(1, 1000)));
        assertThat(seen).isEmpty();
        assertThat(stuck.queued()).isEqualTo(4);
        assertThat(stuck.dropped()).isEqualTo(995);
    }

    private static final class Idle implements Flow.Subscriber<AmiEvent> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {}

        @Override
        public void onNext(AmiEvent event) {}

        @Override
        public void onError(Throwable e) {}

        @Override
        public void onComplete() {}
    }
}
