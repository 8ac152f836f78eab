// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;

/** A script that keeps what came of it. */
final class Result<T> implements AgiScript {

    /** What the script does. */
    @FunctionalInterface
    interface Body<T> {
        T run(AgiRequest request, AgiChannel channel) throws Exception;
    }

    private final Body<T> body;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    Result(Body<T> body) {
        this.body = body;
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws Exception {
        try {
            result.complete(body.run(request, channel));
        } catch (Exception | Error e) {
            result.completeExceptionally(e);
            throw e;
        }
    }

    /** What it returned. */
    T value() {
        try {
            return result.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the script failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the script is not over", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What it threw. */
    <E extends Throwable> E failure(Class<E> type) {
        Throwable thrown =
                result.handle((value, e) -> e).orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(thrown).as("what the script threw").isInstanceOf(type);
        return type.cast(thrown);
    }

    boolean isOver() {
        return result.isDone();
    }
}
