// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;

/** A script that does what the test says, on its own thread. */
final class Puppet implements AgiScript {

    /** One call of it. */
    static final class Call {
        final AgiRequest request;
        final AgiChannel channel;
        final AtomicInteger hangups = new AtomicInteger();
        private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        private volatile boolean leaving;
        private volatile boolean over;
        private volatile boolean interrupted;
        private volatile @Nullable RuntimeException failure;

        private Call(AgiRequest request, AgiChannel channel) {
            this.request = request;
            this.channel = channel;
        }

        private void run() {
            channel.onHangup(hangups::incrementAndGet);
            try {
                while (!leaving) {
                    tasks.take().run();
                }
            } catch (InterruptedException e) {
                interrupted = true;
            } finally {
                over = true;
            }
            RuntimeException thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
        }

        /** Does something on the script's thread. */
        <R> CompletableFuture<R> run(Function<AgiChannel, R> what) {
            CompletableFuture<R> done = new CompletableFuture<>();
            tasks.add(() -> {
                try {
                    done.complete(what.apply(channel));
                } catch (RuntimeException | Error e) {
                    done.completeExceptionally(e);
                }
            });
            return done;
        }

        /** The script returns. */
        void leave() {
            tasks.add(() -> leaving = true);
        }

        /** The script throws. */
        void fail(RuntimeException what) {
            failure = what;
            leave();
        }

        boolean isOver() {
            return over;
        }

        boolean wasInterrupted() {
            return interrupted;
        }
    }

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final AtomicInteger total = new AtomicInteger();

    @Override
    public void service(AgiRequest request, AgiChannel channel) {
        Call call = new Call(request, channel);
        total.incrementAndGet();
        calls.add(call);
        call.run();
    }

    /** The next call that came, in the order they came. */
    Call next() {
        try {
            Call call = calls.poll(10, TimeUnit.SECONDS);
            if (call == null) {
                throw new AssertionError("no call has come");
            }
            return call;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** How many calls have come. */
    int total() {
        return total.get();
    }
}
