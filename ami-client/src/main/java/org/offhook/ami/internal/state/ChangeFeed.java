// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiRegistration;
import org.offhook.ami.internal.Printable;
import org.offhook.ami.state.PbxChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener's queue of notices. When it is full all that waits is dropped, and the listener is told to look at the whole picture instead: that is
 * cheaper for it than catching up, and exact again.
 */
final class ChangeFeed implements AmiRegistration {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

    /** How many notices are delivered before others get the thread. */
    private static final int TURN = 256;

    private final String client;
    private final Consumer<? super PbxChange> listener;
    private final Executor executor;
    private final int max;
    private final Consumer<ChangeFeed> onClose;

    /** Held for moments: never while the listener runs. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<PbxChange> waiting = new ArrayDeque<>();
    private boolean resync = true;
    private long dropped;
    private boolean running;
    private boolean closed;

    ChangeFeed(
            String client,
            Consumer<? super PbxChange> listener,
            Executor executor,
            int max,
            Consumer<ChangeFeed> onClose) {
        this.client = client;
        this.listener = listener;
        this.executor = executor;
        this.max = max;
        this.onClose = onClose;
    }

    /** Any thread, mostly the loop: never waits. With no changes it only delivers what is due. */
    void offer(List<PbxChange> changes) {
        boolean start = false;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            for (PbxChange change : changes) {
                if (change instanceof PbxChange.Resync) {
                    waiting.clear();
                    resync = true;
                } else if (waiting.size() < max) {
                    waiting.add(change);
                } else {
                    dropped += waiting.size() + 1;
                    waiting.clear();
                    resync = true;
                }
            }
            start = !running;
            running = true;
        } finally {
            lock.unlock();
        }
        if (start) {
            start();
        }
    }

    private void start() {
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException e) {
            lock.lock();
            try {
                running = false;
            } finally {
                lock.unlock();
            }
            LOG.warn("AMI {}: a listener of the live picture is not called: its executor is closed or full", client);
        }
    }

    private void run() {
        for (int i = 0; i < TURN; i++) {
            PbxChange next = next();
            if (next == null) {
                return;
            }
            try {
                listener.accept(next);
            } catch (Throwable e) {
                LOG.warn(
                        "AMI {}: a listener of the live picture threw on {}; it goes on",
                        client,
                        kind(next),
                        Printable.of(e));
            }
        }
        start();
    }

    private @Nullable PbxChange next() {
        lock.lock();
        try {
            if (closed) {
                return null;
            }
            if (resync) {
                PbxChange notice = new PbxChange.Resync(dropped);
                resync = false;
                dropped = 0;
                return notice;
            }
            PbxChange next = waiting.poll();
            running = next != null;
            return next;
        } finally {
            lock.unlock();
        }
    }

    private static String kind(PbxChange change) {
        return change.getClass().getSimpleName();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
        } finally {
            lock.unlock();
        }
        onClose.accept(this);
    }
}
