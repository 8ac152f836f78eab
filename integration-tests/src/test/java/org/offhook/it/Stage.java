// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiException;
import org.offhook.agi.AgiListener;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.fastagi.FastAgiServer;

/** Has a FastAGI server of its own serve one call with a script that is part of the test: all that it throws fails the test. */
final class Stage {

    private static final Duration STEP = Duration.ofSeconds(10);

    private final AsteriskUnderTest asterisk;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Stage(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    /** A script that may also do what the far end does. */
    @FunctionalInterface
    interface Script {
        void play(AgiChannel channel, LiveCall call) throws Exception;
    }

    /** Serves a call whose far end answers and stays on the line. */
    CallResult call(Script script) {
        return call(plan -> plan, script);
    }

    /** Serves a call and waits for its end. An exception of the script, a hang-up too, is thrown here. */
    CallResult call(UnaryOperator<CallPlan> plan, Script script) {
        CompletableFuture<LiveCall> placed = new CompletableFuture<>();
        CompletableFuture<Void> played = new CompletableFuture<>();
        AgiRouter router = AgiRouter.of((request, channel) -> {
            try {
                script.play(channel, await(placed));
                played.complete(null);
            } catch (Throwable e) {
                played.completeExceptionally(e);
                throw e;
            }
        });
        try (FastAgiServer server =
                FastAgiServer.builder(router).port(0).listener(new Lines()).start()) {
            LiveCall call = asterisk.place(plan.apply(CallPlan.agi(asterisk.agiUrl(server.port(), "stage"))));
            placed.complete(call);
            CallResult result;
            try {
                result = call.result();
            } catch (AssertionError e) {
                if (played.isCompletedExceptionally()) {
                    await(played);
                }
                throw e;
            }
            await(played);
            return result;
        }
    }

    /** The lines of all commands that were completed so far. */
    List<String> lines() {
        return lines;
    }

    /** Gives a command to the channel and returns when Asterisk has begun to run it. */
    <R> CompletableFuture<R> begin(AgiChannel channel, AgiCommand<R> command) {
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

    /** Runs a command, in the course of which the far end presses keys. */
    <R> R typing(AgiChannel channel, LiveCall call, AgiCommand<R> command, String keys) {
        CompletableFuture<R> result = begin(channel, command);
        call.type(keys);
        return await(result);
    }

    /** Lets a moment pass that is part of the scene, such as some seconds of a recording. */
    static void pause(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }

    /** The result, or the exception, as the caller of a blocking method would see them. */
    static <R> R await(CompletableFuture<R> future) {
        try {
            return future.get(STEP.toSeconds() + 10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("nothing came of it in " + STEP.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private final class Lines implements AgiListener {
        @Override
        public void commandCompleted(
                AgiRequest request, AgiCommand<?> command, Duration took, @Nullable AgiException failure) {
            lines.add(command.line());
        }
    }
}
