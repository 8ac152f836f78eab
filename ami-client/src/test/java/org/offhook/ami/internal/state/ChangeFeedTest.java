// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.offhook.ami.state.PbxChange;
import org.offhook.ami.state.PbxDevice;

class ChangeFeedTest {

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<PbxChange> told = new ArrayList<>();

    private static PbxChange change(int i) {
        return new PbxChange.Device("d", null, new PbxDevice("d", "" + i));
    }

    private static List<PbxChange> changes(int from, int to) {
        List<PbxChange> changes = new ArrayList<>();
        for (int i = from; i < to; i++) {
            changes.add(change(i));
        }
        return changes;
    }

    private ChangeFeed feed(int max, Consumer<PbxChange> listener) {
        return new ChangeFeed("pbx", listener, tasks::add, max, feed -> {});
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    @Test
    void aListenerThatIsTooSlowIsToldToLookAtTheWholeAndHowMuchItMissed() {
        ChangeFeed feed = feed(10, told::add);
        feed.offer(List.of());
        run();
        told.clear();

        feed.offer(changes(0, 10));
        feed.offer(changes(10, 15));
        run();
        assertThat(told).containsExactly(new PbxChange.Resync(11), change(11), change(12), change(13), change(14));

        told.clear();
        feed.offer(changes(20, 30));
        run();
        assertThat(told).isEqualTo(changes(20, 30));
    }

    @Test
    void whatWasMissedIsCountedExactlyOverManyOverflows() {
        ChangeFeed feed = feed(10, told::add);
        feed.offer(changes(0, 1000));
        run();

        long missed = ((PbxChange.Resync) told.get(0)).dropped();
        assertThat(missed + told.size() - 1).isEqualTo(1000);
        assertThat(told.get(told.size() - 1)).isEqualTo(change(999));
    }

    @Test
    void aListenerThatThrowsGoesOn() {
        ChangeFeed feed = feed(10, change -> {
            told.add(change);
            throw new IllegalStateException("from the listener");
        });
        feed.offer(changes(0, 3));
        run();

        assertThat(told).hasSize(4);
    }

    @Test
    void itGivesTheThreadBackFromTimeToTime() {
        ChangeFeed feed = feed(10_000, told::add);
        feed.offer(changes(0, 1000));
        tasks.poll().run();

        assertThat(told).hasSizeLessThan(1000);
        assertThat(tasks).hasSize(1);
        run();
        assertThat(told).hasSize(1001);
    }

    @Test
    void afterCloseNothingIsTold() {
        ChangeFeed feed = feed(10, told::add);
        feed.offer(changes(0, 3));
        feed.close();
        feed.offer(changes(3, 5));
        run();

        assertThat(told).isEmpty();
    }

    @Test
    void aListenerMayCloseIt() {
        ChangeFeed[] feed = new ChangeFeed[1];
        feed[0] = feed(10, change -> {
            told.add(change);
            feed[0].close();
        });
        feed[0].offer(changes(0, 3));
        run();

        assertThat(told).hasSize(1);
    }

    @Test
    void anExecutorThatRefusesIsAskedAgainWithTheNextChange() {
        boolean[] closed = {true};
        ChangeFeed feed = new ChangeFeed(
                "pbx",
                told::add,
                task -> {
                    if (closed[0]) {
                        throw new RejectedExecutionException();
                    }
                    task.run();
                },
                10,
                each -> {});
        feed.offer(changes(0, 2));
        assertThat(told).isEmpty();

        closed[0] = false;
        feed.offer(changes(2, 3));
        assertThat(told).hasSize(4);
    }

    @Test
    void neverIsTheListenerCalledByTwoThreadsNorOutOfOrder() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            AtomicLong last = new AtomicLong(-1);
            AtomicLong wrong = new AtomicLong();
            ChangeFeed feed = new ChangeFeed(
                    "pbx",
                    change -> {
                        if (change instanceof PbxChange.Device device) {
                            long i = Long.parseLong(device.after().orElseThrow().state());
                            if (last.getAndSet(i) != i - 1) {
                                wrong.incrementAndGet();
                            }
                        }
                    },
                    threads,
                    1_000_000,
                    each -> {});
            for (int i = 0; i < 20_000; i++) {
                feed.offer(List.of(change(i)));
            }
            await().until(() -> last.get() == 19_999);

            assertThat(wrong).hasValue(0);
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aListenerThatHangsHoldsUpNobody() throws InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool();
        CountDownLatch release = new CountDownLatch(1);
        try {
            ChangeFeed feed = new ChangeFeed(
                    "pbx",
                    change -> {
                        try {
                            release.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        told.add(change);
                    },
                    threads,
                    100,
                    each -> {});
            feed.offer(changes(0, 10_000));
            release.countDown();
            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdownNow();
        }
        assertThat(told).hasSizeLessThanOrEqualTo(102);
    }
}
