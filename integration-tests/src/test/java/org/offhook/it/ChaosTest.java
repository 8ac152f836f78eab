// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.AmiException;
import org.offhook.ami.OriginateOutcome;
import org.offhook.ami.RawAction;
import org.offhook.ami.action.OriginateAction;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.fastagi.FastAgiServer;
import org.offhook.testkit.FaultProxy;

/**
 * Clients order calls, scripts serve them over both transports, and meanwhile links are reset and swallowed, Asterisk is frozen,
 * killed and started again. Afterwards what everybody saw is held against what Asterisk's dialplan wrote down.
 *
 * <p>{@code -Dlong.minutes=10} makes it longer, {@code -Dlong.seed=N} repeats the choice of faults.
 */
@RealAsterisk
@Timeout(value = 5, unit = TimeUnit.HOURS)
class ChaosTest {
    private static final int CLIENTS = 3;
    private static final int WORKERS_PER_CLIENT = 2;
    private static final int STEPS = 4;
    private static final int QUIET_CALLS = 10;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    private final AsteriskUnderTest asterisk;
    private final LongRun length = LongRun.of(Duration.ofSeconds(15));
    private final CallHistory history = new CallHistory();
    private final AtomicInteger names = new AtomicInteger();
    private final List<FaultProxy> amiLinks = new ArrayList<>();
    private final List<AmiClient> clients = new ArrayList<>();
    private Random random;
    private FaultProxy agiLink;
    private String diary;
    private volatile boolean over;

    ChaosTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    private enum Fault {
        RESET_OF_ONE,
        RESET_OF_ALL,
        RESET_OF_AGI,
        BLACK_HOLE,
        SHORT_FREEZE,
        LONG_FREEZE,
        KILL
    }

    @Test
    void nothingHappensTwiceAndNothingThatWasAcknowledgedIsLost() throws Exception {
        asterisk.assumeOurs();
        random = length.random();
        diary = asterisk.insidePath("spool/diary.txt");
        Files.createFile(asterisk.hostPath(diary));
        open().close(); // threads and descriptors that stay for good are there from now on
        try (Leftovers leftovers = new Leftovers()) {
            List<String> quiet;
            try (Setting scene = open()) {
                play();
                quiet = quietCalls();
                scene.awaitEnd();
            }
            history.check(diary(), quiet);
            leftovers.assertNone();
        }
        length.result("chaos", asterisk, history.summary());
    }

    private List<String> diary() throws IOException {
        return Files.readAllLines(asterisk.hostPath(diary), UTF_8);
    }

    // ---- the scene

    /** All that is open. */
    private final class Setting implements AutoCloseable {
        private final Deque<AutoCloseable> open = new ArrayDeque<>();
        private FastAgiServer fastAgi;
        private AsyncAgiServer asyncAgi;

        private <T extends AutoCloseable> T keep(T one) {
            open.push(one);
            return one;
        }

        void awaitEnd() {
            await("the end of all scripts").atMost(RECOVERY).until(history::allEnded);
            await("the end of all calls")
                    .atMost(RECOVERY)
                    .until(() -> asterisk.ami().channels().isEmpty());
            await("places that are free again")
                    .atMost(RECOVERY)
                    .until(() -> fastAgi.activeCalls() == 0
                            && asyncAgi.activeCalls() == 0
                            && asyncAgi.health().parkedCalls() == 0);
            clients.forEach(client ->
                    assertThat(client.statistics().pending()).as(client.name()).isZero());
        }

        @Override
        public void close() throws Exception {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        }
    }

    private Setting open() {
        amiLinks.clear();
        clients.clear();
        Setting scene = new Setting();
        AgiRouter router = AgiRouter.builder().script("/chaos", this::serve).build();
        scene.fastAgi = scene.keep(FastAgiServer.builder(router)
                .port(0)
                .replyTimeout(Duration.ofSeconds(6))
                .listener(history)
                .start());
        agiLink = scene.keep(FaultProxy.to(Ports.on(scene.fastAgi.port())));
        dialplan();
        for (int i = 0; i <= CLIENTS; i++) {
            FaultProxy link = scene.keep(FaultProxy.to(asterisk.amiAddress()));
            amiLinks.add(link);
            clients.add(scene.keep(
                    AmiClient.connect(AmiClientOptions.builder("127.0.0.1", asterisk.amiUser(), asterisk.amiSecret())
                            .port(link.port())
                            .name("client-" + i)
                            .reconnectPause(Duration.ofMillis(20), Duration.ofMillis(300))
                            .ping(Duration.ofMillis(500), Duration.ofMillis(1000))
                            .connectTimeout(Duration.ofSeconds(3))
                            .build())));
        }
        scene.asyncAgi = scene.keep(AsyncAgiServer.builder(clients.get(CLIENTS), router)
                .listener(history)
                .start());
        return scene;
    }

    private void dialplan() {
        asterisk.dialplan("""
                [chaos-%1$d]
                exten => act,1,Set(FILE(%2$s,,,al,u)=act ${ACT})
                 same => n,Answer()
                 same => n,Wait(60)
                exten => fast,1,AGI(agi://127.0.0.1:%1$d/chaos,${ACT})
                 same => n,Goto(end,1)
                exten => async,1,Set(OFFHOOK=)
                 same => n(offhook),AGI(agi:async,/chaos,${ACT})
                 same => n,GotoIf($["${AGISTATUS}" = "FAILURE" & "${OFFHOOK}" = ""]?offhook)
                 same => n,Goto(end,1)
                exten => end,1,Set(FILE(%2$s,,,al,u)=end ${ACT} ${AGISTATUS} ${OFFHOOK})
                 same => n,Hangup()
                """.formatted(agiLink.port(), diary));
    }

    /** Each step is written down by Asterisk, with a name of its own. */
    private void serve(AgiRequest request, AgiChannel channel) throws AgiException {
        String id = request.argument(1).orElseThrow();
        int run = names.incrementAndGet();
        for (int i = 0; i < STEPS; i++) {
            String line = "step " + id + " " + run + "." + i;
            try {
                history.step(line, false);
                channel.setVariable("FILE(" + diary + ",,,al,u)", line);
                history.step(line, true);
                String mark = id + "." + i;
                channel.setVariable("MARK", mark);
                String read = channel.getVariable("MARK").orElse("");
                if (!read.equals(mark)) {
                    history.wrong("MARK of " + line + " is " + read);
                }
                channel.exec("Wait", "0.2");
            } catch (AgiHangupException e) {
                throw e;
            } catch (AgiException e) {
                if (request.transport().transport().equals("FastAGI")) {
                    throw e;
                }
                // Over AsyncAGI the call goes on.
            }
        }
    }

    // ---- the clients

    private void order(AmiClient client) {
        int number = names.incrementAndGet();
        order(client, "call-" + number, number % 2 == 0 ? "fast" : "async");
    }

    private OriginateOutcome order(AmiClient client, String id, String extension) {
        String context = "chaos-" + agiLink.port();
        long begin = System.nanoTime();
        OriginateOutcome outcome = client.originate(
                        OriginateAction.toExtension("Local/act@" + context + "/n", context, extension, 1)
                                .timeout(Duration.ofSeconds(10))
                                .variable("ACT", id))
                .await(RECOVERY);
        history.order(id, outcome, begin);
        return outcome;
    }

    private void play() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(CLIENTS * WORKERS_PER_CLIENT);
        try {
            List<CompletableFuture<Void>> work = new ArrayList<>();
            for (int i = 0; i < CLIENTS * WORKERS_PER_CLIENT; i++) {
                AmiClient client = clients.get(i % CLIENTS);
                work.add(CompletableFuture.runAsync(
                        () -> {
                            while (!over) {
                                order(client);
                                Stage.pause(PAUSE);
                            }
                        },
                        workers));
            }
            plague();
            over = true;
            for (CompletableFuture<Void> one : work) {
                one.get(RECOVERY.toSeconds() * 2, TimeUnit.SECONDS);
            }
        } finally {
            over = true;
            workers.shutdown();
        }
    }

    /** Without faults every call is perfect. */
    private List<String> quietCalls() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < QUIET_CALLS; i++) {
            for (AmiClient client : clients) {
                String id = "quiet-" + names.incrementAndGet();
                ids.add(id);
                assertThat(order(client, id, i % 2 == 0 ? "fast" : "async").isAnswered())
                        .as(id)
                        .isTrue();
            }
        }
        return ids;
    }

    // ---- the faults

    private void plague() {
        Deque<Fault> next = new ArrayDeque<>();
        while (!length.isOver() || !next.isEmpty()) {
            if (next.isEmpty()) {
                // Each once, before any comes again.
                List<Fault> all = new ArrayList<>(List.of(Fault.values()));
                Collections.shuffle(all, random);
                next.addAll(all);
            }
            pause(2000, 3500);
            Fault fault = next.pop();
            long begin = System.nanoTime();
            strike(fault);
            clients.forEach(client -> awaitAnswer(client, fault));
            history.fault(fault.name(), begin);
        }
        pause(3000, 3001);
    }

    /** An answer shows that the fault has been noticed and is over; a state would not. */
    private static void awaitAnswer(AmiClient client, Fault fault) {
        await(client + " after " + fault)
                .atMost(RECOVERY)
                .ignoreExceptionsInstanceOf(AmiException.class)
                .until(() -> client.request(RawAction.of("Ping")).isSuccess());
    }

    private void strike(Fault fault) {
        switch (fault) {
            case RESET_OF_ONE -> amiLinks.get(random.nextInt(amiLinks.size())).reset();
            case RESET_OF_ALL -> amiLinks.forEach(FaultProxy::reset);
            case RESET_OF_AGI -> agiLink.reset();
            case BLACK_HOLE -> {
                FaultProxy link = random.nextBoolean() ? agiLink : amiLinks.get(random.nextInt(amiLinks.size()));
                link.blackHole();
                pause(300, 3500);
                link.heal();
            }
            case SHORT_FREEZE -> freeze(100, 500);
            case LONG_FREEZE -> freeze(2000, 4000);
            case KILL -> {
                asterisk.kill();
                pause(10, 1000);
                asterisk.restart();
            }
        }
    }

    private void freeze(int from, int to) {
        asterisk.stopSignal();
        pause(from, to);
        asterisk.continueSignal();
    }

    private void pause(int from, int to) {
        Stage.pause(Duration.ofMillis(random.nextInt(from, to)));
    }
}
