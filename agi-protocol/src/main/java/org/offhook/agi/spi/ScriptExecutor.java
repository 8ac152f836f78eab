// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The threads of scripts and callbacks: a virtual thread for each on Java 21 and newer, pooled platform threads on 17. At most
 * so many calls run at once; nothing waits for a thread. Thread-safe.
 */
public final class ScriptExecutor implements AutoCloseable {

    /** How many calls run at once unless configured otherwise, on platform threads. */
    public static final int DEFAULT_MAX_CALLS_PLATFORM = 500;

    /** How many calls run at once unless configured otherwise, on virtual threads. */
    public static final int DEFAULT_MAX_CALLS_VIRTUAL = 10_000;

    private static final @Nullable MethodHandle VIRTUAL = virtualThreads();
    private static final int CALLBACK_THREADS =
            Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    private final int maxCalls;
    private final Runnable onFree;
    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService scripts;
    private final ExecutorService callbacks;

    /**
     * @param maxCalls how many calls may run at once, at least 1
     */
    public ScriptExecutor(int maxCalls) {
        this(maxCalls, () -> {});
    }

    /**
     * @param maxCalls how many calls may run at once, at least 1
     * @param onFree runs after a place became free; must not block
     */
    public ScriptExecutor(int maxCalls, Runnable onFree) {
        if (maxCalls < 1) {
            throw new IllegalArgumentException("maxCalls must be at least 1, not " + maxCalls);
        }
        this.maxCalls = maxCalls;
        this.onFree = onFree;
        if (VIRTUAL != null) {
            scripts = virtualThreadPerTask(VIRTUAL);
            callbacks = virtualThreadPerTask(VIRTUAL);
        } else {
            // The bound is the count of reserved calls: a thread whose call has just ended must not make the pool look
            // full.
            scripts = new ThreadPoolExecutor(
                    0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons("offhook-script-"));
            ThreadPoolExecutor pool = new ThreadPoolExecutor(
                    CALLBACK_THREADS,
                    CALLBACK_THREADS,
                    30,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(), // bounded by the sessions: each has one task in it at most
                    daemons("offhook-callback-"));
            pool.allowCoreThreadTimeOut(true);
            callbacks = pool;
        }
    }

    /** Whether scripts run on virtual threads here. */
    public static boolean isVirtual() {
        return VIRTUAL != null;
    }

    /** The default bound on this Java: 500 on platform threads, 10,000 on virtual ones. */
    public static int defaultMaxCalls() {
        return isVirtual() ? DEFAULT_MAX_CALLS_VIRTUAL : DEFAULT_MAX_CALLS_PLATFORM;
    }

    /** How many calls may run at once. */
    public int maxCalls() {
        return maxCalls;
    }

    /** How many calls have a place now. */
    public int activeCalls() {
        return calls.get();
    }

    /**
     * Takes a place for a call, before anything is known of it.
     *
     * @return false if all are taken; otherwise {@link #start} or {@link #release} must follow
     */
    public boolean tryReserve() {
        int now = calls.get();
        while (now < maxCalls) {
            if (calls.compareAndSet(now, now + 1)) {
                return true;
            }
            now = calls.get();
        }
        return false;
    }

    /** Gives back a place that was reserved and not used. */
    public void release() {
        calls.decrementAndGet();
        onFree.run();
    }

    /**
     * Runs a session's script in a reserved place, which is free again when the script has ended.
     *
     * @param session the session
     * @throws java.util.concurrent.RejectedExecutionException if this executor is closed; the place is free again then
     */
    public void start(AgiSession session) {
        try {
            scripts.execute(() -> {
                try {
                    session.run();
                } finally {
                    release();
                }
            });
        } catch (RuntimeException | Error e) {
            release();
            throw e;
        }
    }

    /** Where callbacks run; its tasks may wait. */
    public Executor callbacks() {
        return callbacks;
    }

    /**
     * Waits for running scripts, then interrupts those that are left.
     *
     * @param patience how long to wait
     * @return whether all threads have ended
     */
    public boolean close(Duration patience) {
        scripts.shutdown();
        boolean ended = await(scripts, patience);
        if (!ended) {
            scripts.shutdownNow();
            ended = await(scripts, Duration.ofMillis(200));
        }
        callbacks.shutdown();
        return await(callbacks, Duration.ofMillis(200)) && ended;
    }

    /** Interrupts what runs; see {@link #close(Duration)} to wait first. */
    @Override
    public void close() {
        close(Duration.ZERO);
    }

    private static boolean await(ExecutorService executor, Duration patience) {
        try {
            return executor.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicLong number = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static @Nullable MethodHandle virtualThreads() {
        if (Runtime.version().feature() < 21) {
            return null; // 19 and 20 have the method, but refuse to run it
        }
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }

    private static ExecutorService virtualThreadPerTask(MethodHandle factory) {
        try {
            return (ExecutorService) factory.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("cannot make virtual threads", e);
        }
    }
}
