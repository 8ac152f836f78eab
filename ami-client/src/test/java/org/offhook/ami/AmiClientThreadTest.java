// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.ami.spi.AmiActionSink;

/** Who runs where, and who waits for whom. */
class AmiClientThreadTest extends AmiClientFixture {

    @Test
    void aRequestOnTheLoopIsRefused() throws Exception {
        AmiClient client = connect();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<String> loop = new AtomicReference<>();
        AtomicReference<CompletableFuture<AmiResponse>> sent = new AtomicReference<>();
        attach(client, event -> {
            loop.set(Thread.currentThread().getName());
            thrown.set(catchThrowable(() -> client.request(PING)));
            sent.set(client.send(PING));
        });
        server.peer(1).event("Mark");
        await().until(() -> sent.get() != null);
        assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
        assertThat(result(sent.get()).isSuccess()).isTrue();
        assertThat(loop.get()).startsWith("offhook-");
    }

    @Test
    void waitingForReadyOnTheLoopIsRefused() throws Exception {
        AmiClient client = connect();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        attach(client, event -> thrown.set(catchThrowable(() -> client.awaitReady(Duration.ofSeconds(1)))));
        server.peer(1).event("Mark");
        await().until(() -> thrown.get() != null);
        assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRequestOnTheLoopOfAnotherClientIsRefusedToo() throws Exception {
        AmiClient first = connect();
        AmiClient second = connect();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        attach(first, event -> thrown.set(catchThrowable(() -> second.request(PING))));
        server.peer(1).event("Mark");
        server.peer(2).event("Mark");
        await().until(() -> thrown.get() != null);
        assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theClientCanBeUsedInsideAListener() throws Exception {
        AmiClient client = connect();
        List<Object> answers = new CopyOnWriteArrayList<>();
        client.subscribe(AmiEvent.class, event -> {
            try {
                answers.add(client.request(PING).headers().find("Ping").orElse(""));
                answers.add(client.send(PING)
                        .get(10, TimeUnit.SECONDS)
                        .headers()
                        .find("Ping")
                        .orElse(""));
            } catch (Exception e) {
                answers.add(e);
            }
        });
        server.peer(1).event("Mark");
        server.peer(1).event("Mark");
        await().until(() -> answers.size() >= 4);
        assertThat(answers).containsOnly("Pong");
    }

    @Test
    void theClientCanBeUsedInsideACallback() {
        AmiClient client = connect();
        CompletableFuture<String> twice = client.send(PING)
                .thenApply(first -> client.request(PING).headers().find("Ping").orElse(""));
        assertThat(result(twice)).isEqualTo("Pong");
    }

    @Test
    void callbacksAreNeverOnTheLoop() throws Exception {
        AmiClient client = connect();
        Set<String> loops = ConcurrentHashMap.newKeySet();
        attach(client, event -> loops.add(Thread.currentThread().getName()));
        Set<Thread> others = ConcurrentHashMap.newKeySet();
        CountDownLatch done = new CountDownLatch(50);
        client.subscribe(AmiEvent.class, event -> others.add(Thread.currentThread()));
        server.peer(1).event("Mark");
        server.ignore("Slow");
        for (int i = 0; i < 50; i++) {
            client.send(i % 2 == 0 ? PING : RawAction.of("Slow"), Duration.ofMillis(100))
                    .whenComplete((response, e) -> {
                        others.add(Thread.currentThread());
                        done.countDown();
                    });
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        await().until(() -> !loops.isEmpty());
        assertThat(loops).hasSize(1);
        others.remove(Thread.currentThread()); // a future that had ended already runs it here
        assertThat(others.stream().map(Thread::getName)).doesNotContainAnyElementsOf(loops);
    }

    @Test
    void futuresOfOneConnectionEndInOrder() {
        List<ScriptedAmiAction> held = new ArrayList<>(); // of the connection's one thread
        server.on("Held", (peer, action) -> {
            held.add(action);
            if (held.size() == 500) {
                for (ScriptedAmiAction each : held) {
                    peer.reply(each, "Success");
                }
            }
        });
        AmiClient client = connect();
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int n = i;
            all.add(client.send(RawAction.of("Held")).thenRun(() -> order.add(n)));
        }
        all.forEach(AmiClientFixture::result);
        assertThat(order).hasSize(500).isSorted();
    }

    @Test
    void aCallbackThatBlocksDelaysNoRequest() {
        CountDownLatch attached = new CountDownLatch(1);
        server.on("Held", (peer, action) -> {
            hold(attached);
            peer.reply(action, "Success");
        });
        AmiClient client = connect();
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Void> blocked = client.send(RawAction.of("Held")).thenRun(() -> hold(release));
        attached.countDown();
        for (int i = 0; i < 20; i++) {
            assertThat(client.request(PING, Duration.ofSeconds(5)).isSuccess()).isTrue();
        }
        assertThat(blocked).isNotDone();
        release.countDown();
        result(blocked);
    }

    @Test
    void aListenerThatBlocksDelaysNeitherRequestsNorOthers() throws Exception {
        AmiClient client = connect();
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger seen = new AtomicInteger();
        client.subscribe(AmiEvent.class, event -> hold(release));
        client.subscribe(AmiEvent.class, event -> seen.incrementAndGet());
        for (int i = 0; i < 100; i++) {
            server.peer(1).event("Mark");
        }
        await().until(() -> seen.get() == 100);
        assertThat(client.request(PING).isSuccess()).isTrue();
        release.countDown();
    }

    @Test
    void aSinkSeesAnswersAndEventsInTheOrderOfTheWire() {
        List<String> seen = new CopyOnWriteArrayList<>();
        List<ScriptedAmiAction> held = new ArrayList<>(); // of the connection's one thread
        server.on("Held", (peer, action) -> {
            held.add(action);
            if (held.size() == 100) {
                StringBuilder all = new StringBuilder();
                for (ScriptedAmiAction each : held) {
                    all.append("Response: Success\r\nActionID: ")
                            .append(each.id())
                            .append("\r\n\r\nEvent: Mark\r\nNumber: ")
                            .append(each.header("Number"))
                            .append("\r\n\r\n");
                }
                peer.raw(all.toString());
            }
        });
        AmiClient client = connect();
        attach(client, event -> {
            if (event.name().equals("Mark")) {
                seen.add("event " + event.headers().find("Number").orElse(""));
            }
        });
        List<String> wire = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String number = Integer.toString(i);
            client.send(RawAction.of("Held", "Number", number), new AmiActionSink() {
                @Override
                public void response(AmiResponse response) {
                    seen.add("answer " + number);
                }

                @Override
                public void failed(AmiException failure) {
                    seen.add("failed " + number);
                }
            });
            wire.add("answer " + number);
            wire.add("event " + number);
        }
        await().until(() -> seen.size() == 200);
        assertThat(seen).isEqualTo(wire);
    }

    @Test
    void aListenerThatNeverReturnsIsNamedAfterASecond() throws Exception {
        AmiClient client = connect();
        CountDownLatch stuck = new CountDownLatch(1);
        try (Logs logs = new Logs()) {
            client.subscribe(
                    EventSelection.named("Mark*"),
                    SubscriptionOptions.defaults().name("wallboard"),
                    e -> hold(stuck));
            server.peer(1).event("Mark");
            await().until(() -> !logs.with("wallboard: its listener has been in one call for")
                    .isEmpty());
        } finally {
            stuck.countDown();
        }
    }

    @Test
    void aBoundedExecutorFullOfListenersDelaysNoRequest() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        CountDownLatch release = new CountDownLatch(1);
        try {
            AmiClient client = connect(options().executor(one));
            client.subscribe(AmiEvent.class, event -> hold(release));
            server.peer(1).event("Mark");
            assertThat(client.request(PING, Duration.ofSeconds(10)).isSuccess()).isTrue();
            release.countDown();
            client.close();
        } finally {
            release.countDown();
            one.shutdown();
            assertThat(one.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anExecutorThatRefusesHarmsNoRequest() {
        AmiClient client = connect(options().executor(task -> {
            throw new java.util.concurrent.RejectedExecutionException("full");
        }));
        assertThat(client.request(PING, Duration.ofSeconds(10)).isSuccess()).isTrue();
        assertThat(client.state()).isEqualTo(AmiState.READY);
    }

    @Test
    void listenersRunOnTheGivenExecutor() throws Exception {
        ExecutorService own = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "of-the-test");
            thread.setDaemon(true);
            return thread;
        });
        try {
            AmiClient client = connect(options().executor(own));
            Set<String> names = ConcurrentHashMap.newKeySet();
            client.subscribe(
                    AmiEvent.class, event -> names.add(Thread.currentThread().getName()));
            server.peer(1).event("Mark");
            await().until(() -> !names.isEmpty());
            assertThat(names).containsOnly("of-the-test");
            client.close();
            assertThat(own.isShutdown()).isFalse();
        } finally {
            own.shutdown();
        }
    }

    @Test
    void anInterruptEndsARequestAndKeepsTheFlag() throws Exception {
        server.ignore("Slow");
        AmiClient client = connect();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            thrown.set(catchThrowable(() -> client.request(RawAction.of("Slow"), Duration.ofSeconds(30))));
            flag.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        await().until(() -> server.peer(1).actions().contains("Slow"));
        thread.interrupt();
        thread.join(10_000);
        assertThat(thrown.get()).isInstanceOf(AmiInterruptedException.class);
        assertThat(flag.get()).isTrue();
        await().until(() -> client.statistics().pending() == 0);
        assertThat(client.request(PING).isSuccess()).isTrue();
    }

    @Test
    void anInterruptedThreadDoesNotBeginToWait() {
        server.ignore("Slow");
        AmiClient client = connect();
        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(() -> client.request(RawAction.of("Slow"), Duration.ofSeconds(30)));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(AmiInterruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "timeout", "lost", "closed"})
    void aFailedRequestHasTheCallersTrace(String kind) {
        server.on("Fail", (peer, action) -> {
            switch (kind) {
                case "error" -> peer.reply(action, "Error", "Message: no");
                case "lost" -> peer.rst();
                default -> {}
            }
        });
        AmiClient client = connect();
        if (kind.equals("closed")) {
            client.close();
        }
        Throwable thrown = catchThrowable(() -> client.request(RawAction.of("Fail"), Duration.ofMillis(300)));
        assertThat(thrown).isInstanceOf(AmiException.class);
        assertThat(thrown.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().contains("aFailedRequestHas"));
    }

    @Test
    void manyThreadsRequestAtOnce() throws Exception {
        AmiClient client = connect();
        ExecutorService pool = Executors.newFixedThreadPool(32);
        try {
            List<CompletableFuture<?>> all = new ArrayList<>();
            Set<String> ids = ConcurrentHashMap.newKeySet();
            for (int i = 0; i < 32; i++) {
                all.add(CompletableFuture.runAsync(
                        () -> {
                            for (int n = 0; n < 100; n++) {
                                ids.add(client.request(PING)
                                        .headers()
                                        .find("ActionID")
                                        .orElseThrow());
                            }
                        },
                        pool));
            }
            all.forEach(AmiClientFixture::result);
            assertThat(ids).hasSize(3_200);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aResultIsMadeWhereTheCallerWaits() {
        AmiClient client = connect();
        AtomicReference<Thread> where = new AtomicReference<>();
        client.request(new AmiAction<String>() {
            @Override
            public String name() {
                return "Ping";
            }

            @Override
            public AmiHeaders headers() {
                return AmiHeaders.EMPTY;
            }

            @Override
            public String result(AmiResponse response) {
                where.set(Thread.currentThread());
                return "";
            }
        });
        assertThat(where.get()).isSameAs(Thread.currentThread());
    }
}
