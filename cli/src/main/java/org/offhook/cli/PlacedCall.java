// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.testkit.FakeAgiCall;
import org.offhook.testkit.FakeAgiCallBuilder;
import org.offhook.testkit.Transcript;
import org.offhook.testkit.Transcript.Kind;

/** One call to a FastAGI server, from the connection to its end. */
final class PlacedCall {

    /** What became of a call. */
    enum Result {
        /** AGISTATUS is SUCCESS or HANGUP. */
        WELL(ExitStatus.OK),
        FAILED(ExitStatus.FAILED),
        UNREACHABLE(ExitStatus.UNREACHABLE);

        private final int status;

        Result(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /**
     * How a call went.
     *
     * @param result what became of it
     * @param problem why, if it did not go well, in one line; else empty
     * @param agiStatus what the dialplan finds in AGISTATUS; empty without a connection
     * @param outcome what the server put into OFFHOOK; empty if nothing
     * @param connect how long the connection took
     * @param firstCommand from the end of the environment to the server's first word; null if there was none
     * @param whole from the first attempt to connect to the end
     * @param commands how many there were
     */
    record Report(
            Result result,
            String problem,
            String agiStatus,
            String outcome,
            Duration connect,
            @Nullable Duration firstCommand,
            Duration whole,
            int commands) {}

    private final FakeAgiCallBuilder description;
    private final @Nullable Duration hangupAfter;
    private final Consumer<FakeAgiCall> connected;
    private volatile @Nullable FakeAgiCall live;

    /**
     * A call to be.
     *
     * @param hangupAfter when the caller hangs up; null if not by itself
     * @param connected gets the call when it is up
     */
    PlacedCall(FakeAgiCallBuilder description, @Nullable Duration hangupAfter, Consumer<FakeAgiCall> connected) {
        this.description = description;
        this.hangupAfter = hangupAfter;
        this.connected = connected;
    }

    /** Places the call and answers the server until the end. Interrupts do not end it: {@link #hangUp} and {@link #cut} do. */
    Report run() {
        long began = System.nanoTime();
        try (FakeAgiCall call = description.connect()) {
            live = call;
            connected.accept(call);
            if (hangupAfter != null) {
                CompletableFuture.delayedExecutor(hangupAfter.toNanos(), TimeUnit.NANOSECONDS)
                        .execute(call::hangup);
            }
            return report(call, serve(call));
        } catch (UncheckedIOException e) {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            return new Report(Result.UNREACHABLE, why(e), "", "", took, null, took, 0);
        }
    }

    /** Hangs up, if it is up. */
    void hangUp() {
        FakeAgiCall call = live;
        if (call != null) {
            call.hangup();
        }
    }

    /** Closes the connection, if there is one. */
    void cut() {
        FakeAgiCall call = live;
        if (call != null) {
            call.closeWithoutWord();
        }
    }

    /** What went wrong; empty if nothing. */
    private static String serve(FakeAgiCall call) {
        try {
            return call.serve().isBroken() ? "the server broke the connection off" : "";
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    private static Report report(FakeAgiCall call, String broken) {
        List<Transcript.Line> lines = call.transcript().lines();
        Duration connect = first(lines, Kind.ENVIRONMENT);
        Duration spoke = first(lines, Kind.COMMAND);
        String status = call.agiStatus();
        String problem = !broken.isEmpty() ? broken : status.equals("FAILURE") ? "AGISTATUS is FAILURE" : "";
        return new Report(
                problem.isEmpty() ? Result.WELL : Result.FAILED,
                problem,
                status,
                call.variable("OFFHOOK").orElse(""),
                connect == null ? Duration.ZERO : connect,
                spoke == null || connect == null ? null : spoke.minus(connect),
                lines.get(lines.size() - 1).at(),
                call.transcript().commands().size());
    }

    private static @Nullable Duration first(List<Transcript.Line> lines, Kind kind) {
        return lines.stream()
                .filter(line -> line.kind() == kind)
                .map(Transcript.Line::at)
                .findFirst()
                .orElse(null);
    }

    private static String why(UncheckedIOException failure) {
        String message = String.valueOf(failure.getMessage());
        return failure.getCause() instanceof UnknownHostException
                ? message.replaceFirst(": [^:]*$", ": there is no host of that name")
                : message;
    }
}
