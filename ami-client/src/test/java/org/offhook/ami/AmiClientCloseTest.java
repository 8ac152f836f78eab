// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end: from anywhere, any number of times, in bounded time, with nothing left behind. */
class AmiClientCloseTest extends AmiClientFixture {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closeSaysLogoff(boolean tls) throws Exception {
        AmiClient client = connect(options(tls));
        long before = System.nanoTime();
        client.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(1_900));
        assertThat(server.peer(1).awaitGone()).isTrue();
        assertThat(server.peer(1).actions()).endsWith("Logoff");
        assertThat(client.state()).isEqualTo(AmiState.CLOSED);
    }

    @Test
    void closeIsIdempotent() {
        AmiClient client = connect();
        client.close();
        client.close();
        client.close();
        assertThat(client.state()).isEqualTo(AmiState.CLOSED);
        assertThat(server.peer(1).actions().stream().filter("Logoff"::equals)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void closeEndsThoughLogoffHasNoAnswer() {
        server.ignore("Logoff");
        AmiClient client = connect();
        long before = System.nanoTime();
        client.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
        await().until(() -> server.peer(1).isGone());
    }

    @Test
    void aHundredThreadsCloseAtOnce() throws Exception {
        AmiClient client = connect();
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger returned = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Thread thread = new Thread(() -> {
                hold(go);
                client.close();
                returned.incrementAndGet();
            });
            thread.start();
            threads.add(thread);
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join(20_000);
        }
        assertThat(returned).hasValue(100);
        assertThat(client.state()).isEqualTo(AmiState.CLOSED);
    }

    @Test
    void closeInsideAListener() throws Exception {
        AmiClient client = connect();
        CountDownLatch returned = new CountDownLatch(1);
        client.subscribe(AmiEvent.class, event -> {
            client.close();
            returned.countDown();
        });
        server.peer(1).event("Mark");
        assertThat(returned.await(15, TimeUnit.SECONDS)).isTrue();
        assertThat(client.state()).isEqualTo(AmiState.CLOSED);
    }

    @Test
    void closeInsideACallback() {
        AmiClient client = connect();
        CompletableFuture<Void> closed = client.send(PING).thenRun(client::close);
        result(closed);
        assertThat(client.state()).isEqualTo(AmiState.CLOSED);
    }

    @Test
    void closeInsideAStateListener() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AmiClient client = startHeld(options(), go);
        CountDownLatch returned = new CountDownLatch(1);
        client.onStateChange(change -> {
            if (change.to() == AmiState.READY) {
                client.close();
                returned.countDown();
            }
        });
        go.countDown();
        assertThat(returned.await(15, TimeUnit.SECONDS)).isTrue();
        assertThat(client.state()).isEqualTo(AmiState.CLOSED);
    }

    @Test
    void closeInsideASinkDoesNotHang() throws Exception {
        AmiClient client = connect();
        CountDownLatch returned = new CountDownLatch(1);
        attach(client, event -> {
            try {
                client.close();
            } catch (IllegalStateException e) {
                // refusing to wait on the loop would do as well
            }
            returned.countDown();
        });
        server.peer(1).event("Mark");
        assertThat(returned.await(15, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closeWhileAListenerBlocksIsBounded() throws Exception {
        AmiClient client = connect();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        client.subscribe(AmiEvent.class, event -> {
            inside.countDown();
            hold(release);
        });
        server.peer(1).event("Mark");
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        long before = System.nanoTime();
        client.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
        release.countDown();
    }

    @Test
    void everyPendingActionEndsAtClose() {
        server.ignore("Slow");
        AmiClient client = connect();
        List<CompletableFuture<AmiResponse>> futures = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            futures.add(client.send(RawAction.of("Slow")));
        }
        client.close();
        futures.forEach(future -> failure(future, AmiClosedException.class));
        assertThat(client.statistics().pending()).isZero();
    }

    @Test
    void aWaitingRequestEndsAtClose() throws Exception {
        server.ignore("Slow");
        AmiClient client = connect();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                client.request(RawAction.of("Slow"), Duration.ofSeconds(50));
            } catch (RuntimeException e) {
                thrown.complete(e);
            }
        });
        thread.start();
        await().until(() -> server.peer(1).actions().contains("Slow"));
        client.close();
        assertThat(result(thrown)).isInstanceOf(AmiClosedException.class);
        thread.join(10_000);
    }

    @Test
    void aWaitForReadyEndsAtClose() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AmiClient client = startHeld(options(), go);
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                outcome.complete(client.awaitReady(Duration.ofSeconds(50)));
            } catch (RuntimeException e) {
                outcome.complete(e);
            }
        });
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        client.close();
        assertThat(result(outcome)).isInstanceOf(AmiClosedException.class);
        go.countDown();
        thread.join(10_000);
    }

    @Test
    void subscriptionsEndAtClose() {
        AmiClient client = connect();
        List<AmiException> ends = new CopyOnWriteArrayList<>();
        AmiSubscription subscription = client.subscribe(
                EventSelection.all(), SubscriptionOptions.defaults().onEnd(ends::add), event -> {});
        client.close();
        await().until(() -> ends.size() == 1);
        assertThat(ends.get(0)).isInstanceOf(AmiClosedException.class);
        assertThat(subscription.isActive()).isFalse();
    }

    @Test
    void aClosedClientDoesNotReconnect() throws Exception {
        AmiClient client = connect();
        client.close();
        int before = server.connections();
        try (AmiClient other = AmiClient.connect(options().build())) {
            for (int i = 0; i < 20; i++) {
                other.request(PING);
            }
        }
        assertThat(server.connections()).isEqualTo(before + 1);
        assertThat(client.state()).isEqualTo(AmiState.CLOSED);
    }

    @Test
    void manyClientsComeAndGo() {
        for (int i = 0; i < 20; i++) {
            try (AmiClient client = AmiClient.start(options().build())) {
                if (i % 2 == 0) {
                    client.awaitReady(Duration.ofSeconds(10));
                }
            }
        }
        await().until(() -> server.peers().stream().allMatch(ScriptedAmiPeer::isGone));
    }

    @Test
    void registrationsOnAClosedClientAreHarmless() {
        AmiClient client = connect();
        AmiRegistration state = client.onStateChange(change -> {});
        AmiRegistration sink = attach(client, event -> {});
        AmiSubscription subscription = client.subscribe(AmiEvent.class, event -> {});
        client.close();
        state.close();
        sink.close();
        subscription.close();
        assertThat(client.statistics().connections()).isEqualTo(1);
        assertThat(client.server()).isNotNull();
    }
}
