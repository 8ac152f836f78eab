// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.offhook.ami.internal.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one client's callbacks in order, one at a time, off the loop. What waits is bounded by what the client may have pending. */
final class Callbacks implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(AmiClient.class);

    private final TaskStarter starter;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    Callbacks(Executor shared) {
        this.starter = new TaskStarter(shared, this::drain, "callbacks");
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() > 0) {
            return;
        }
        if (!starter.start()) {
            // No thread to be had at the moment; somebody waits for this all the same.
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(this::drain);
        }
    }

    private void drain() {
        do {
            Runnable task = tasks.poll(); // there is one for each count: it is added before it is counted
            if (task != null) {
                run(task);
            }
        } while (waiting.decrementAndGet() > 0);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) { // also what is checked: other languages throw it anywhere
            LOG.warn("a callback failed", Printable.of(e));
        }
    }
}
