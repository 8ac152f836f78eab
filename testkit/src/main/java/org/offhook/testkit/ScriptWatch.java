// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiListener;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.spi.AgiSession;

/** Knows when a script has ended, and where it is if it has not. */
final class ScriptWatch implements AgiListener {

    private static final int FRAMES = 12;

    private final CompletableFuture<CallEnd> end = new CompletableFuture<>();
    private volatile @Nullable Thread script;

    @Override
    public void callStarted(AgiRequest request) {
        script = Thread.currentThread();
    }

    @Override
    public void callEnded(AgiRequest request, CallEnd how) {
        end.complete(how);
    }

    /** Empty if it has not ended in time. */
    Optional<CallEnd> await(Duration timeout) {
        try {
            return Optional.of(end.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nobody completes it so
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the script ran", e);
        }
    }

    /** Where the script is, in words; then ends its session. */
    String whereabouts(AgiSession session) {
        Thread thread = script;
        String where = thread == null
                ? " not found yet: the router waits"
                : Arrays.stream(thread.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> "\n\tat " + frame)
                        .collect(Collectors.joining("", " at", ""));
        session.cut("the test gave up");
        return where;
    }
}
