// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.internal.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one session's callbacks in order, one at a time, on a shared executor. */
final class SerialExecutor implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(AgiSession.class);

    private final Executor shared;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>(4);
    private boolean running;

    SerialExecutor(Executor shared) {
        this.shared = shared;
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        } finally {
            lock.unlock();
        }
        try {
            shared.execute(this::drain);
        } catch (RejectedExecutionException e) {
            // After the end of the server somebody may still wait for this.
            Thread late = new Thread(this::drain, "offhook-late-callback");
            late.setDaemon(true);
            late.start();
        }
    }

    private void drain() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.warn("a callback failed", Printable.of(e));
            }
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            Runnable task = tasks.poll();
            running = task != null;
            return task;
        } finally {
            lock.unlock();
        }
    }
}
