// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls on threads of their own: one, or many with some at a time. */
final class CallLoad {

    /** So many calls at a time and no more: each has a thread. */
    static final int MOST = 5000;

    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final long PROGRESS_MILLIS = 200;

    /**
     * What became of the calls.
     *
     * @param reports one for each call that ended, in the order of their ends
     * @param took from the first beginning to the last end
     */
    record Reports(List<PlacedCall.Report> reports, Duration took) {}

    private final Supplier<PlacedCall> placing;
    private final int calls;
    private final int concurrency;
    private final AtomicInteger begun = new AtomicInteger();
    private final Set<PlacedCall> live = ConcurrentHashMap.newKeySet();
    private final Queue<PlacedCall.Report> reports = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    CallLoad(Supplier<PlacedCall> placing, int calls, int concurrency) {
        this.placing = placing;
        this.calls = calls;
        this.concurrency = Math.min(calls, concurrency);
    }

    /** Places one call. */
    static PlacedCall.Report once(PlacedCall call) throws InterruptedException {
        return new CallLoad(() -> call, 1, 1).run(done -> {}).reports().get(0);
    }

    /**
     * Places the calls and waits for their ends. Interrupted, it hangs all of them up.
     *
     * @param progress told now and then how many have ended
     * @throws CompletionException if a call could not even fail: none is begun after it
     */
    Reports run(IntConsumer progress) throws InterruptedException {
        long began = System.nanoTime();
        CountDownLatch working = new CountDownLatch(concurrency);
        for (int i = 0; i < concurrency; i++) {
            Thread thread = new Thread(() -> work(working), "offhook-call-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        try {
            while (!working.await(PROGRESS_MILLIS, TimeUnit.MILLISECONDS)) {
                progress.accept(reports.size());
            }
        } catch (InterruptedException e) {
            stop(working);
            throw e;
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new CompletionException(thrown);
        }
        return new Reports(new ArrayList<>(reports), Duration.ofNanos(System.nanoTime() - began));
    }

    private void work(CountDownLatch working) {
        try {
            while (!stopped && begun.getAndIncrement() < calls) {
                PlacedCall call = placing.get();
                live.add(call);
                try {
                    reports.add(call.run());
                } finally {
                    live.remove(call);
                }
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            stopped = true;
        } finally {
            working.countDown();
        }
    }

    /** Hangs up, and hears what the servers have to say to it. */
    private void stop(CountDownLatch working) throws InterruptedException {
        stopped = true;
        live.forEach(PlacedCall::hangUp);
        if (!working.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
            live.forEach(PlacedCall::cut);
        }
    }
}
