// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.spi.AmiActionSink;

/** What {@code send} gives: it completes on the callback executor, in order with the other actions of its client. */
final class ActionFuture<R> extends CompletableFuture<R> implements AmiActionSink {

    private final AmiAction<R> action;
    private final ClientLoop client;
    private @Nullable PendingAction pending;

    ActionFuture(AmiAction<R> action, ClientLoop client) {
        this.action = action;
        this.client = client;
    }

    void submit(PendingAction pending) {
        this.pending = pending;
        client.outbox.submit(pending);
    }

    @Override
    public void response(AmiResponse response) {
        client.callbacks.execute(() -> settle(response));
    }

    @Override
    public void failed(AmiException failure) {
        client.callbacks.execute(() -> super.completeExceptionally(failure));
    }

    private void settle(AmiResponse response) {
        try {
            super.complete(result(action, response));
        } catch (RuntimeException | Error e) {
            super.completeExceptionally(e);
        }
    }

    // ---- the owner ends it himself: nobody waits any more, what Asterisk does about the action is not undone

    @Override
    public boolean cancel(boolean mayInterrupt) {
        return drop(super.cancel(mayInterrupt));
    }

    @Override
    public boolean complete(R value) {
        return drop(super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return drop(super.completeExceptionally(failure));
    }

    private boolean drop(boolean ended) {
        if (ended && pending != null) {
            client.cancel(pending);
        }
        return ended;
    }

    /**
     * The result of an answer.
     *
     * @throws AmiErrorException when it is an error
     */
    static <R> R result(AmiAction<R> action, AmiResponse response) {
        if (!response.isSuccess()) {
            throw AmiErrorException.of(action, response);
        }
        return action.result(response);
    }
}
