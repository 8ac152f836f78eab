// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Many callers, many actions, and a network that does not last: each action ends once, and runs once at most. */
class AmiClientStressTest extends AmiClientFixture {

    private static final int CALLERS = 64;
    private static final int EACH = 2_000;

    private final AtomicIntegerArray ran = new AtomicIntegerArray(CALLERS * EACH);
    private final AtomicIntegerArray ended = new AtomicIntegerArray(CALLERS * EACH);
    private final AtomicInteger all = new AtomicInteger();
    private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

    @Test
    void everyActionEndsOnceAndRunsAtMostOnce() throws Exception {
        server.on("Work", (peer, action) -> {
            int n = Integer.parseInt(action.header("Number"));
            ran.incrementAndGet(n);
            switch (n % 16) {
                case 3 -> peer.reply(action, "Error", "Message: no");
                case 7 -> {} // never answered
                default -> peer.reply(action, "Success", "Number: " + n);
            }
        });
        AmiClient client = connect(options()
                .actionTimeout(Duration.ofSeconds(20))
                .reconnectPause(Duration.ofMillis(1), Duration.ofMillis(5)));
        CountDownLatch stop = new CountDownLatch(1);
        Thread nemesis = new Thread(() -> cutAgainAndAgain(stop), "nemesis");
        nemesis.start();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int caller = i;
            Thread thread = new Thread(() -> call(client, caller), "caller-" + i);
            thread.start();
            callers.add(thread);
        }
        for (Thread caller : callers) {
            caller.join(50_000);
            assertThat(caller.isAlive()).isFalse();
        }
        stop.countDown();
        nemesis.join(10_000);
        await().atMost(Duration.ofSeconds(25)).until(() -> all.get() >= CALLERS * EACH);
        client.close();
        for (int n = 0; n < CALLERS * EACH; n++) {
            assertThat(ended.get(n)).as("outcomes of action %d", n).isEqualTo(1);
        }
        for (int n = 0; n < CALLERS * EACH; n++) {
            assertThat(ran.get(n)).as("runs of action %d", n).isLessThanOrEqualTo(1);
        }
        assertThat(wrong).isEmpty();
        assertThat(outcomes).containsKeys("answer", "error", "timeout", "cancelled");
        assertThat(outcomes.get("answer").get()).isGreaterThan(CALLERS * EACH / 10);
        assertThat(client.statistics().pending()).isZero();
        assertThat(client.statistics().connections()).isGreaterThan(1);
    }

    private void cutAgainAndAgain(CountDownLatch stop) {
        try {
            for (int last = 0; !stop.await(5, TimeUnit.MILLISECONDS); ) {
                if (all.get() - last > 5_000) { // by what was done, not by time: machines differ
                    cut();
                    last = all.get();
                }
            }
        } catch (InterruptedException e) {
            wrong.add(e.toString());
        }
    }

    private void cut() {
        try {
            server.peer().rst();
        } catch (IOException e) {
            // it has just been cut
        }
    }

    private void call(AmiClient client, int caller) {
        Random random = new Random(caller);
        Semaphore inFlight = new Semaphore(32);
        for (int i = 0; i < EACH; i++) {
            int n = caller * EACH + i;
            inFlight.acquireUninterruptibly();
            Duration time = n % 16 == 7 ? Duration.ofMillis(1 + random.nextInt(30)) : Duration.ofSeconds(20);
            CompletableFuture<AmiResponse> future =
                    client.send(RawAction.of("Work", "Number", Integer.toString(n)), time);
            future.whenComplete((response, e) -> {
                ended.incrementAndGet(n);
                check(n, response, e);
                inFlight.release();
                all.incrementAndGet();
            });
            if (random.nextInt(20) == 0) {
                future.cancel(true);
            }
            if (client.state() != AmiState.READY) {
                client.awaitReady(Duration.ofSeconds(20));
            }
        }
    }

    private void check(int n, AmiResponse response, Throwable e) {
        String outcome;
        if (response != null) {
            outcome = "answer";
            if (!response.headers().has("Number", Integer.toString(n))) {
                wrong.add("action " + n + " got " + response);
            }
        } else if (e instanceof AmiErrorException) {
            outcome = "error";
            if (n % 16 != 3) {
                wrong.add("action " + n + " got " + e);
            }
        } else if (e instanceof AmiTimeoutException) {
            outcome = "timeout";
        } else if (e instanceof CancellationException) {
            outcome = "cancelled";
        } else if (e instanceof AmiConnectionLostException lost) {
            outcome = lost.written() ? "unknown" : "not sent";
            if (!lost.written() && ran.get(n) != 0) {
                wrong.add("action " + n + " ran, and is said not to have been written");
            }
        } else {
            outcome = "other";
            wrong.add("action " + n + " ended in " + e);
        }
        outcomes.computeIfAbsent(outcome, key -> new AtomicInteger()).incrementAndGet();
    }
}
