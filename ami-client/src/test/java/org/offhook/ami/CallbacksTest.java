// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CallbacksTest {

    private final List<Integer> ran = new CopyOnWriteArrayList<>();

    private void runsAll(Executor executor) {
        Callbacks callbacks = new Callbacks(executor);
        for (int i = 0; i < 1000; i++) {
            int number = i;
            callbacks.execute(() -> ran.add(number));
        }
        await().until(() -> ran.size() == 1000);
        assertThat(ran).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void runsInOrder() {
        runsAll(ForkJoinPool.commonPool());
    }

    @Test
    void goesOnWhenAnExecutorTakesNothing() {
        runsAll(task -> {
            throw new RejectedExecutionException("full");
        });
    }

    @Test
    void goesOnAfterAnExecutorThatFailedOnce() {
        AtomicBoolean failed = new AtomicBoolean();
        runsAll(task -> {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalStateException("once");
            }
            ForkJoinPool.commonPool().execute(task);
        });
    }

    @Test
    void neverRunsWhereItWasGiven() {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        Callbacks callbacks = new Callbacks(Runnable::run);
        callbacks.execute(() -> threads.add(Thread.currentThread()));
        await().until(() -> threads.size() == 1);
        assertThat(threads).doesNotContain(Thread.currentThread());
    }

    @Test
    void goesOnAfterWhateverACallbackThrows() {
        Callbacks callbacks = new Callbacks(ForkJoinPool.commonPool());
        callbacks.execute(() -> CallbacksTest.<RuntimeException>sneak(new IOException("checked")));
        callbacks.execute(() -> {
            throw new AssertionError("an error");
        });
        callbacks.execute(() -> ran.add(1));
        await().until(() -> ran.size() == 1);
    }

    @Test
    void whatACallbackThrowsCannotForgeALogLine() {
        List<String> shown = new CopyOnWriteArrayList<>();
        ListAppender<ILoggingEvent> log = new ListAppender<>() {
            @Override
            protected void append(ILoggingEvent event) {
                shown.add(event.getThrowableProxy().getCause().getMessage());
            }
        };
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(AmiClient.class);
        logger.addAppender(log);
        try {
            new Callbacks(ForkJoinPool.commonPool()).execute(() -> {
                throw new IllegalStateException("outer", new IllegalArgumentException("a\nb\r"));
            });
            await().until(() -> !shown.isEmpty());
        } finally {
            logger.detachAppender(log);
        }
        assertThat(shown).containsExactly("java.lang.IllegalArgumentException: a\n\t| b?");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable any) throws T {
        throw (T) any;
    }
}
