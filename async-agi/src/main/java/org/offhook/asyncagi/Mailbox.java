// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time, in order, on the threads that bring them: whoever finds it empty works until it is empty again. Nobody
 * ever waits, so that it can be used under a lock and on a connection's loop.
 */
abstract class Mailbox {

    private static final Logger LOG = LoggerFactory.getLogger(AsyncAgiServer.class);

    private final AtomicInteger present = new AtomicInteger();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread worker;

    /** Runs a task now, or after those before it. */
    final void post(Runnable task) {
        if (present.get() == 0 && present.compareAndSet(0, 1)) {
            work(task);
        } else {
            waiting.add(task);
            if (present.getAndIncrement() != 0) {
                return;
            }
            work(next());
        }
    }

    /** Whether this thread is running one of the tasks. */
    final boolean isTurn() {
        return worker == Thread.currentThread();
    }

    /** Runs after each task. */
    abstract void afterTask();

    private void work(Runnable first) {
        Thread me = Thread.currentThread();
        Runnable task = first;
        worker = me;
        while (true) {
            try {
                task.run();
                afterTask();
            } catch (RuntimeException | Error e) {
                LOG.error("a step of a call failed; please report this", e);
            }
            worker = null;
            if (present.decrementAndGet() == 0) {
                return;
            }
            task = next();
            worker = me;
        }
    }

    private Runnable next() {
        Runnable task;
        do {
            task = waiting.poll(); // who counted it has added it before
        } while (task == null);
        return task;
    }
}
