// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C, and a {@code SIGTERM}: the command's thread is interrupted, and has a few seconds to clean up and to say what there is to say. A
 * command needs nothing but {@code try} with resources, and calls that end when they are interrupted.
 */
final class Interruption {

    private static final int SECONDS = 10;

    private Interruption() {}

    /** Runs it on this thread, under that protection. */
    static int guard(IntSupplier command) {
        Thread worker = Thread.currentThread();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    if (ended.getCount() > 0) {
                        worker.interrupt();
                        await(ended);
                    }
                },
                "offhook-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return command.getAsInt();
        } finally {
            ended.countDown();
        }
    }

    /**
     * Reads what no interrupt ends, a terminal or a pipe, on a thread of its own: Ctrl-C does not wait for it.
     *
     * @throws CompletionException with an {@link InterruptedException} as its cause, or with what the source threw
     */
    static <T extends @Nullable Object> T reading(Supplier<T> source) {
        CompletableFuture<T> read = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try {
                        read.complete(source.get());
                    } catch (RuntimeException | Error e) {
                        read.completeExceptionally(e);
                    }
                },
                "offhook-read");
        reader.setDaemon(true);
        reader.start();
        try {
            return read.get();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    private static void await(CountDownLatch ended) {
        try {
            if (!ended.await(SECONDS, TimeUnit.SECONDS)) {
                System.err.println("offhook: it does not end, so it is cut off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
