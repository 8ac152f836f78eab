// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ListenerThreadsTest {

    @Test
    void itsThreadsHaveANameAndEndWithTheProgram() throws Exception {
        try (ListenerThreads threads = new ListenerThreads()) {
            Thread thread = CompletableFuture.supplyAsync(Thread::currentThread, threads)
                    .get(10, TimeUnit.SECONDS);

            assertThat(thread.getName()).matches("offhook-ami-listener-\\d+");
            assertThat(thread.isDaemon()).isTrue();
            assertThat(isVirtual(thread)).isEqualTo(Runtime.version().feature() >= 21);
        }
    }

    @Test
    void noTaskWaitsForAnother() throws Exception {
        try (ListenerThreads threads = new ListenerThreads()) {
            int tasks = 50;
            CountDownLatch all = new CountDownLatch(tasks);
            for (int i = 0; i < tasks; i++) {
                threads.execute(() -> {
                    all.countDown();
                    try {
                        all.await(); // each waits for all others
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }

            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatRunsAtItsEndComesToItsEnd() throws Exception {
        ListenerThreads threads = new ListenerThreads();
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                go.await();
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });

        threads.close();
        assertThat(threads.awaitEnd(Duration.ofMillis(20))).isFalse();
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        go.countDown();

        assertThat(threads.awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void anInterruptEndsTheWaitForItsEnd() {
        ListenerThreads threads = new ListenerThreads();
        CountDownLatch go = new CountDownLatch(1);
        threads.execute(() -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        threads.close();

        Thread.currentThread().interrupt();
        assertThat(threads.awaitEnd(Duration.ofSeconds(30))).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        go.countDown();
        assertThat(threads.awaitEnd(Duration.ofSeconds(10))).isTrue();
    }

    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
        return Runtime.version().feature() >= 21
                && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    }
}
