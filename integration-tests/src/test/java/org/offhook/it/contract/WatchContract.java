// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiListener;
import org.offhook.agi.AgiListener.CallEnd;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.StreamFile;
import org.offhook.agi.routing.AgiRouter;
import org.slf4j.MDC;

/** What listeners are told, what logs are marked with, and which threads do it. */
abstract class WatchContract extends Contract {

    private final Recorder recorder = new Recorder();

    WatchContract(Transport transport) {
        super(transport);
    }

    /** Writes down what it is told. */
    private static final class Recorder implements AgiListener {
        private final Queue<String> told = new ConcurrentLinkedQueue<>();
        private final Queue<Duration> took = new ConcurrentLinkedQueue<>();
        private final Queue<AgiException> failures = new ConcurrentLinkedQueue<>();
        private final Queue<CallEnd> ends = new ConcurrentLinkedQueue<>();

        @Override
        public void callStarted(AgiRequest request) {
            told.add("started " + request.script());
        }

        @Override
        public void commandCompleted(
                AgiRequest request, AgiCommand<?> command, Duration time, @Nullable AgiException failure) {
            told.add("completed " + command.line());
            took.add(time);
            if (failure != null) {
                failures.add(failure);
            }
        }

        @Override
        public void callEnded(AgiRequest request, CallEnd end) {
            told.add("ended " + request.script());
            ends.add(end);
        }

        CallEnd end() {
            await().until(() -> !ends.isEmpty());
            assertThat(ends).as("told once").hasSize(1);
            return ends.element();
        }
    }

    private void watch(AgiScript script) {
        start(script, options -> options.listener(recorder));
    }

    @Test
    void aCallBeginsItsCommandsCompleteAndItEnds() {
        watch((request, channel) -> {
            channel.answer();
            channel.getVariable("X");
            channel.streamFile("a");
        });
        assertDone(call().serve());
        recorder.end();
        assertThat(recorder.told)
                .containsExactly(
                        "started script",
                        "completed ANSWER",
                        "completed GET VARIABLE \"X\"",
                        "completed STREAM FILE \"a\" \"\"",
                        "ended script");
        assertThat(recorder.failures).isEmpty();
    }

    @Test
    void theEndTellsWhatTheCallWas() {
        watch((request, channel) -> {
            channel.answer();
            channel.noop();
        });
        assertDone(call().serve());
        CallEnd end = recorder.end();
        assertThat(end.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(end.hungUp()).isFalse();
        assertThat(end.failure()).isEmpty();
        assertThat(end.commands()).isEqualTo(2);
        assertThat(end.duration()).isPositive();
        assertThat(end.reason()).isEqualTo("the script returned");
    }

    @Test
    void submittedCommandsAreToldToo() {
        watch((request, channel) -> {
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(channel.submit(new GetVariable("V" + i)));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
        });
        assertDone(call().serve());
        assertThat(recorder.end().commands()).isEqualTo(3);
        await().until(() -> recorder.took.size() == 3);
        assertThat(recorder.told)
                .filteredOn(each -> each.startsWith("completed"))
                .containsExactly(
                        "completed GET VARIABLE \"V0\"",
                        "completed GET VARIABLE \"V1\"",
                        "completed GET VARIABLE \"V2\"");
    }

    @Test
    void aCommandsFailureIsTold() {
        watch((request, channel) -> {
            assertThat(catchThrowable(() -> channel.raw("NONSENSE"))).isInstanceOf(AgiCommandException.class);
        });
        Call call = call();
        call.expect("NONSENSE").reply("510 Invalid or unknown command");
        assertDone(call.end());
        recorder.end();
        assertThat(recorder.failures).hasSize(1).first().isInstanceOf(AgiCommandException.class);
    }

    @Test
    void theTimeOfACommandIsTold() {
        watch((request, channel) -> channel.streamFile("long"));
        Call call = call();
        call.expect("STREAM FILE \"long\" \"\"")
                .expectNothing(Duration.ofMillis(60))
                .reply("200 result=0 endpos=1");
        assertDone(call.end());
        recorder.end();
        assertThat(recorder.took)
                .singleElement()
                .satisfies(time -> assertThat(time).isBetween(Duration.ofMillis(55), Duration.ofSeconds(5)));
    }

    @Test
    void aHangUpIsToldAsAnEndAndNotAsAFailure() {
        watch((request, channel) -> channel.streamFile("x"));
        Call call = call();
        call.expect("STREAM FILE \"x\" \"\"").hangUp("200 result=-1 endpos=0");
        assertHungUp(call.end());
        CallEnd end = recorder.end();
        assertThat(end.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(end.hungUp()).isTrue();
        assertThat(end.failure()).isEmpty();
        assertThat(end.reason()).isEqualTo("the channel hung up");
        assertThat(recorder.failures).singleElement().isInstanceOf(AgiHangupException.class);
    }

    @Test
    void aFailureIsToldWithWhatTheScriptThrew() {
        watch((request, channel) -> {
            throw new IllegalStateException("database down");
        });
        assertFailed(call().end());
        CallEnd end = recorder.end();
        assertThat(end.outcome()).isEqualTo(AgiOutcome.FAILED);
        assertThat(end.reason()).isEqualTo("database down");
        assertThat(end.failure()).containsInstanceOf(IllegalStateException.class);
        assertThat(end.commands()).isZero();
    }

    @Test
    void aRefusalIsToldWithItsReason() {
        watch((request, channel) -> {
            throw new AgiRefusedException("closed on Sundays");
        });
        assertRefused(call().end());
        CallEnd end = recorder.end();
        assertThat(end.outcome()).isEqualTo(AgiOutcome.REFUSED);
        assertThat(end.reason()).isEqualTo("closed on Sundays");
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        AgiListener bad = new AgiListener() {
            @Override
            public void callStarted(AgiRequest request) {
                throw new IllegalStateException("bad listener");
            }

            @Override
            public void commandCompleted(
                    AgiRequest request, AgiCommand<?> command, Duration took, @Nullable AgiException failure) {
                throw new AssertionError("bad listener");
            }

            @Override
            public void callEnded(AgiRequest request, CallEnd end) {
                throw new IllegalStateException("bad listener");
            }
        };
        start(
                (request, channel) -> channel.noop(),
                options -> options.listener(bad).listener(recorder));
        assertDone(call().serve());
        recorder.end();
        assertThat(recorder.told).containsExactly("started script", "completed NOOP", "ended script");
    }

    @Test
    void listenersAreToldInTheirOrder() {
        Queue<String> order = new ConcurrentLinkedQueue<>();
        start((request, channel) -> {}, options -> {
            for (String name : List.of("first", "second", "third")) {
                options.listener(new AgiListener() {
                    @Override
                    public void callStarted(AgiRequest request) {
                        order.add(name);
                    }
                });
            }
            return options;
        });
        assertDone(call().end());
        assertThat(order).containsExactly("first", "second", "third");
    }

    @Test
    void listenersSeeThePathVariables() {
        CompletableFuture<String> tier = new CompletableFuture<>();
        start(new Options(AgiRouter.builder()
                        .script("/billing/{tier}", (request, channel) -> {})
                        .build())
                .listener(new AgiListener() {
                    @Override
                    public void callStarted(AgiRequest request) {
                        tier.complete(request.pathVariable("tier"));
                    }
                }));
        assertDone(call("/billing/gold").end());
        assertThat(tier).isCompletedWithValue("gold");
    }

    @Test
    void logsOfAScriptAreMarkedWithItsCall() {
        Result<List<Optional<String>>> script = serve((request, channel) -> List.of(
                Optional.ofNullable(MDC.get("channel")),
                Optional.ofNullable(MDC.get("uniqueid")),
                Optional.ofNullable(MDC.get("script"))));
        assertDone(connect(place(PATH)
                        .variable("agi_channel", "PJSIP/bob-0000002a")
                        .variable("agi_uniqueid", "1700000000.42"))
                .end());
        assertThat(script.value())
                .containsExactly(
                        Optional.of("PJSIP/bob-0000002a"), Optional.of("1700000000.42"), Optional.of("script"));
    }

    @Test
    void theMarksOfOneCallAreNotThoseOfTheNext() {
        Queue<String> marks = new ConcurrentLinkedQueue<>();
        start((request, channel) -> {
            marks.add(request.uniqueId() + " " + MDC.get("uniqueid"));
        });
        for (int i = 0; i < 4; i++) {
            String id = "1700000000." + i;
            assertDone(connect(place(PATH).variable("agi_uniqueid", id)).end());
        }
        assertThat(marks)
                .containsExactlyInAnyOrder(
                        "1700000000.0 1700000000.0",
                        "1700000000.1 1700000000.1",
                        "1700000000.2 1700000000.2",
                        "1700000000.3 1700000000.3");
    }

    @Test
    void callbacksDoNotRunOnTheScriptsThread() throws Exception {
        CountDownLatch given = new CountDownLatch(1);
        Result<List<Thread>> script = serve((request, channel) -> {
            CompletableFuture<Thread> callback = new CompletableFuture<>();
            channel.submit(new StreamFile("a", "")).thenRun(() -> callback.complete(Thread.currentThread()));
            given.countDown();
            return List.of(Thread.currentThread(), callback.get(10, TimeUnit.SECONDS));
        });
        Call call = call();
        call.expect("STREAM FILE \"a\" \"\"");
        awaitLatch(given);
        call.reply("200 result=0 endpos=1");
        assertDone(call.end());
        assertThat(script.value()).doesNotHaveDuplicates();
    }

    /** A command of the user's own, whose code runs where it must not be a loop either. */
    private record Own(Runnable seen) implements AgiCommand<String> {
        @Override
        public String line() {
            seen.run();
            return "NOOP";
        }

        @Override
        public String result(AgiReply reply) {
            seen.run();
            return reply.result();
        }
    }

    @Test
    void nothingOfTheUsersRunsOnALoop() {
        Map<String, Set<Thread>> seen = new ConcurrentHashMap<>();
        AgiListener listener = new AgiListener() {
            @Override
            public void callStarted(AgiRequest request) {
                saw(seen, "callStarted");
            }

            @Override
            public void commandCompleted(
                    AgiRequest request, AgiCommand<?> command, Duration took, @Nullable AgiException failure) {
                saw(seen, "commandCompleted");
            }

            @Override
            public void callEnded(AgiRequest request, CallEnd end) {
                saw(seen, "callEnded");
            }
        };
        AgiScript script = (request, channel) -> {
            saw(seen, "script");
            channel.onHangup(() -> saw(seen, "onHangup"));
            channel.execute(new Own(() -> saw(seen, "executed command")));
            channel.submit(new Own(() -> saw(seen, "submitted command")))
                    .whenComplete((result, failure) -> saw(seen, "its future"));
            channel.submit(new StreamFile("a", ""))
                    .handle((result, failure) -> {
                        saw(seen, "future of a hang-up");
                        return failure;
                    })
                    .get(10, TimeUnit.SECONDS);
        };
        start(new Options(AgiRouter.builder()
                        .filter((request, channel, next) -> {
                            saw(seen, "filter");
                            next.service(request, channel);
                        })
                        .script(PATH, () -> {
                            saw(seen, "supplier");
                            return script;
                        })
                        .build())
                .listener(listener));
        Call call = call();
        call.expect("NOOP").reply(OK);
        call.expect("NOOP").reply(OK);
        call.expect("STREAM FILE \"a\" \"\"").hangUp("200 result=-1 endpos=0");
        assertHungUp(call.end());
        await().untilAsserted(() -> assertThat(seen)
                .containsOnlyKeys(
                        "callStarted",
                        "commandCompleted",
                        "callEnded",
                        "script",
                        "onHangup",
                        "executed command",
                        "submitted command",
                        "its future",
                        "future of a hang-up",
                        "filter",
                        "supplier"));
        seen.forEach((what, threads) -> assertThat(threads).as(what).noneMatch(WatchContract::mayNotWait));
    }

    private static void saw(Map<String, Set<Thread>> seen, String what) {
        seen.computeIfAbsent(what, none -> ConcurrentHashMap.newKeySet()).add(Thread.currentThread());
    }

    /** An event loop or a timer: see docs/concurrency.md. */
    private static boolean mayNotWait(Thread thread) {
        return thread instanceof FastThreadLocalThread
                || thread.getName().matches("offhook-(asyncagi-timer|script-deadlines)");
    }

    @Test
    void aCallbackMayWait() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch given = new CountDownLatch(1);
        start((request, channel) -> {
            if (request.argument(1).isPresent()) {
                channel.submit(new GetVariable("X")).thenRun(() -> {
                    try {
                        awaitLatch(go);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
                given.countDown();
            }
            channel.streamFile("a");
        });
        Call waits = connect(place(PATH).argument("waits"));
        waits.expect("GET VARIABLE \"X\"");
        awaitLatch(given); // given to a future that is complete, it would run on the script's thread
        waits.reply(OK);
        waits.expect("STREAM FILE \"a\" \"\"");
        assertDone(call().serve()); // nobody is held up
        waits.reply("200 result=0 endpos=1");
        assertDone(waits.end());
        go.countDown();
    }
}
