// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes actions from any thread to the connection's loop: many that are sent at about the same time are written in one go. */
final class Outbox {

    private final ClientLoop client;
    private final Executor loop;
    private final int maxPending;
    private final Queue<PendingAction> waiting = new ConcurrentLinkedQueue<>();
    /** What is being written; the loop's. */
    private final Queue<PendingAction> batch = new ArrayDeque<>();

    private final AtomicBoolean flushing = new AtomicBoolean();
    private final AtomicInteger pending = new AtomicInteger();

    Outbox(ClientLoop client, Executor loop, int maxPending) {
        this.client = client;
        this.loop = loop;
        this.maxPending = maxPending;
    }

    /** How many actions have no outcome yet. */
    int pending() {
        return pending.get();
    }

    /** Sends an action, or ends it at once on this thread. */
    void submit(PendingAction action) {
        submit(action, maxPending);
    }

    /** The same with a limit of its own for how many may have no outcome yet. */
    void submit(PendingAction action, int maxPending) {
        if (client.state() != AmiState.READY) {
            refuse(action);
            return;
        }
        if (pending.incrementAndGet() > maxPending) {
            pending.decrementAndGet();
            action.fail(new AmiOverflowException(action.name + " was not sent: " + maxPending
                    + " actions wait for their answers already (maxPendingActions)"));
            return;
        }
        action.countIn(pending);
        waiting.add(action);
        if (flushing.compareAndSet(false, true)) {
            try {
                loop.execute(this::flush);
            } catch (RejectedExecutionException e) {
                flushing.set(false); // the loop has ended; whoever adds another comes here, too
                refuseAll();
            }
        }
    }

    /** Whether this action was still waiting, and now is the caller's. From any thread. */
    boolean remove(PendingAction action) {
        return waiting.remove(action);
    }

    private void flush() {
        flushing.set(false);
        for (PendingAction action = waiting.poll(); action != null; action = waiting.poll()) {
            batch.add(action);
        }
        client.runUrgent(); // what was asked for before one of these was sent must be in place before it
        AmiConnection to = client.connection();
        if (to != null && client.state() == AmiState.READY) {
            to.write(batch);
        } else {
            refuseAll(batch);
        }
    }

    /** Ends what was not written. */
    void refuseAll() {
        refuseAll(waiting);
    }

    private void refuseAll(Queue<PendingAction> actions) {
        for (PendingAction action = actions.poll(); action != null; action = actions.poll()) {
            refuse(action);
        }
    }

    private void refuse(PendingAction action) {
        if (client.state() == AmiState.CLOSED) {
            action.closed();
        } else {
            action.connectionLost("the client is " + client.why(), client.lastFailure());
        }
    }
}
