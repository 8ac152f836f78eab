// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.asyncagi.AsyncAgiServerBuilder;

/** Serves calls that wait in AsyncAGI with scripts that are part of the test, and has the dialplans they need. */
final class AsyncStage implements AutoCloseable {

    static final Duration STEP = Duration.ofSeconds(10);

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final AsteriskUnderTest asterisk;
    private final AmiClients clients;
    private final AsyncAgiServer server;
    private final Map<String, Act> acts = new ConcurrentHashMap<>();

    AsyncStage(AsteriskUnderTest asterisk) {
        this(asterisk, options -> options);
    }

    AsyncStage(AsteriskUnderTest asterisk, UnaryOperator<AsyncAgiServerBuilder> options) {
        this.asterisk = asterisk;
        clients = new AmiClients(asterisk);
        AgiRouter router = AgiRouter.builder().script("/stage", this::serve).build();
        server =
                options.apply(AsyncAgiServer.builder(clients.connect(), router)).start();
    }

    AsyncAgiServer server() {
        return server;
    }

    // ---- dialplans ----

    /** An extension with the documented loop; {@code WENT} has the outcome behind it. */
    String loop(String... arguments) {
        return extension(
                "Set(OFFHOOK=)",
                "AGI(agi:async,/stage" + more(arguments) + ")",
                "GotoIf($[\"${AGISTATUS}\" = \"FAILURE\" & \"${OFFHOOK}\" = \"\"]?2)",
                "Set(WENT=${OFFHOOK})",
                "Hangup()");
    }

    /** An extension without the loop; {@code WENT} is {@code on} when the dialplan went on. */
    String bare(String... arguments) {
        return extension("AGI(agi:async,/stage" + more(arguments) + ")", "Set(WENT=on)", "Wait(3)", "Hangup()");
    }

    String extension(String... lines) {
        String name = "async" + NAMES.incrementAndGet();
        asterisk.extension(name, lines);
        return name;
    }

    private static String more(String... arguments) {
        StringBuilder data = new StringBuilder();
        for (String argument : arguments) {
            data.append(',').append(argument);
        }
        return data.toString();
    }

    CallPlan plan(String extension) {
        return CallPlan.dialplan(asterisk.testContext(), extension).capture("WENT");
    }

    // ---- calls ----

    /** One call: what its scripts were told, and how the last of them ended. */
    static final class Act {
        private final CompletableFuture<LiveCall> placed = new CompletableFuture<>();
        private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
        private final List<CompletableFuture<Void>> ends = new CopyOnWriteArrayList<>();
        final List<AgiRequest> requests = new CopyOnWriteArrayList<>();

        private void play(AgiRequest request, AgiChannel channel) throws Exception {
            CompletableFuture<Void> end = new CompletableFuture<>();
            requests.add(request);
            ends.add(end);
            try {
                LiveCall call = Stage.await(placed);
                Script script = scripts.poll();
                if (script == null) {
                    throw new AssertionError("one script too many for " + request);
                }
                script.play(channel, call);
                end.complete(null);
            } catch (Throwable e) {
                end.completeExceptionally(e);
                throw e;
            }
        }

        LiveCall call() {
            return Stage.await(placed);
        }

        /** Waits for the script of this number, from 0, to begin. */
        AgiRequest request(int number) {
            Awaitility.await("script " + number)
                    .atMost(STEP)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> requests.size() > number);
            return requests.get(number);
        }

        /** Waits for the script of this number, from 0, to end; throws what it threw. */
        void played(int number) throws Exception {
            request(number);
            try {
                ends.get(number).get(STEP.toSeconds() + 10, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Exception cause) {
                    throw cause;
                }
                throw new AssertionError(e.getCause());
            } catch (TimeoutException e) {
                throw new AssertionError("script " + number + " has not ended", e);
            }
        }

        /** How many scripts have begun. */
        int count() {
            return requests.size();
        }
    }

    /** What a script does. */
    @FunctionalInterface
    interface Script {
        void play(AgiChannel channel, LiveCall call) throws Exception;
    }

    /** Places a call that is served by these scripts, one for each time that it comes. */
    Act begin(CallPlan plan, Script... scripts) {
        LiveCall call = asterisk.place(plan);
        Act act = act(call.nearUniqueId());
        act.scripts.addAll(List.of(scripts));
        act.placed.complete(call);
        return act;
    }

    /** Serves a call by one script and waits for both to end; throws what the script threw. */
    CallResult call(CallPlan plan, Script script) throws Exception {
        Act act = begin(plan, script);
        act.played(0);
        return act.call().result();
    }

    private void serve(AgiRequest request, AgiChannel channel) throws Exception {
        act(request.uniqueId()).play(request, channel);
    }

    private Act act(String uniqueId) {
        return acts.computeIfAbsent(uniqueId, id -> new Act());
    }

    /** Gives a command to the channel and returns when Asterisk has begun to run it. */
    <R> CompletableFuture<R> running(AgiChannel channel, AgiCommand<R> command) {
        String line = command.line();
        asterisk.ami().clearEvents();
        CompletableFuture<R> result = channel.submit(command);
        asterisk.ami()
                .awaitEvent(
                        "AGIExecStart",
                        event -> event.get("Uniqueid").equals(channel.uniqueId())
                                && event.get("Command").equals(line),
                        STEP);
        return result;
    }

    /** Waits until the script hears that the channel is gone, without a command. */
    static void awaitHangup(AgiChannel channel) throws InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        channel.onHangup(gone::countDown);
        if (!gone.await(STEP.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("no hang-up came");
        }
    }

    /** Whether the channel answers, and answers what it is asked. */
    static void check(AgiChannel channel) {
        String nonce = "nonce-" + NAMES.incrementAndGet();
        channel.setVariable("NONCE", nonce);
        String found = channel.getVariable("NONCE").orElse("");
        if (!found.equals(nonce)) {
            throw new AssertionError("the replies have shifted: " + found + " instead of " + nonce);
        }
    }

    @Override
    public void close() {
        server.close();
        clients.close();
    }
}
