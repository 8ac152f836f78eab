// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A client's own threads for listeners and callbacks: a virtual one for each task where Java has them, from 21 on, else daemon threads
 * that end after 10 idle seconds. There are never more than there are busy listeners, since each has one task at a time.
 */
final class ListenerThreads implements Executor, AutoCloseable {

    private static final String NAME = "offhook-ami-listener-";
    private static final long IDLE_SECONDS = 10;

    private final ExecutorService threads;

    ListenerThreads() {
        ExecutorService virtual = virtualThreads();
        threads = virtual != null
                ? virtual
                : new ThreadPoolExecutor(
                        0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons());
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Takes no more tasks; those that run come to their end. */
    @Override
    public void close() {
        threads.shutdown();
    }

    /**
     * Waits for the end of what runs, after {@link #close()}.
     *
     * @return whether all have ended; false also when this thread is interrupted, which it then still is
     */
    boolean awaitEnd(Duration patience) {
        try {
            return threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs a task that no executor takes, on a thread of its own. */
    static void runLate(Runnable task) {
        Thread late = new Thread(task, "offhook-ami-late-listener");
        late.setDaemon(true);
        late.start();
    }

    private static ThreadFactory daemons() {
        AtomicLong number = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, NAME + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** {@code newThreadPerTaskExecutor(Thread.ofVirtual().name(NAME, 1).factory())}, which Java 17 cannot compile; null there. */
    private static @Nullable ExecutorService virtualThreads() {
        if (Runtime.version().feature() < 21) {
            return null; // 19 and 20 have the methods, but refuse to run them
        }
        try {
            Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Object unnamed = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder))
                    .invoke();
            Object named = lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class, long.class))
                    .invoke(unnamed, NAME, 1L);
            ThreadFactory factory =
                    (ThreadFactory) lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class))
                            .invoke(named);
            return (ExecutorService) lookup.findStatic(
                            Executors.class,
                            "newThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class, ThreadFactory.class))
                    .invoke(factory);
        } catch (Throwable e) { // as a method handle may throw; platform threads do as well
            return null;
        }
    }
}
