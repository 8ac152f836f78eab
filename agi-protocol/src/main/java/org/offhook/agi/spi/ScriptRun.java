// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiListener.CallEnd;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiTimeoutException;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.internal.Printable;
import org.offhook.agi.routing.AgiRouter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One run of a script, on its thread: finds it, runs it, judges how it ended, and says so. */
final class ScriptRun {

    private static final Logger LOG = LoggerFactory.getLogger(AgiSession.class);

    private static final int MAX_CAUSES = 50;
    private static final int MAX_LOGGED = 500;

    private final AgiSession session;
    private final AgiRuntime runtime;
    private final long began = System.nanoTime();

    ScriptRun(AgiSession session, AgiRuntime runtime) {
        this.session = session;
        this.runtime = runtime;
    }

    void run() {
        AgiRequest request = session.request();
        MDC.put("channel", printable(request.channel()));
        MDC.put("uniqueid", printable(request.uniqueId()));
        MDC.put("script", printable(request.script()));
        session.begin();
        ScheduledFuture<?> deadline = startDeadline();
        Throwable failure = null;
        try {
            serve();
        } catch (Throwable e) { // whatever a script throws ends its call, never the server
            failure = e;
        }
        try {
            end(failure);
        } finally {
            if (deadline != null) {
                deadline.cancel(false);
            }
            MDC.remove("channel");
            MDC.remove("uniqueid");
            MDC.remove("script");
        }
    }

    private @Nullable ScheduledFuture<?> startDeadline() {
        Duration limit = runtime.scriptDeadline;
        if (limit == null || runtime.timer == null) {
            return null;
        }
        return runtime.timer.schedule(
                () -> session.cut(() -> new AgiTimeoutException("the script ran longer than its deadline of " + limit)),
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void serve() throws Exception {
        AgiRouter.Resolved resolved;
        try {
            if (session.cutReason() != null) {
                return;
            }
            resolved = runtime.router.resolve(session.request());
            session.resolved(resolved.request());
        } finally {
            session.tell(listener -> listener.callStarted(session.request()));
        }
        resolved.script().service(session.request(), session.channel());
    }

    private void end(@Nullable Throwable thrown) {
        session.scriptEnded();
        boolean hungUp = session.isHungUp();
        long commands = session.commands();
        AgiOutcome outcome = outcome(thrown, hungUp);
        session.end(outcome);

        String cut = session.cutReason();
        AgiOutcome told = cut == null ? outcome : AgiOutcome.FAILED;
        String reason = cut == null ? reason(outcome, thrown, hungUp) : cut;
        log(told, reason, cut == null ? thrown : null);
        CallEnd end = new CallEnd(
                told,
                reason,
                hungUp,
                Optional.ofNullable(told == AgiOutcome.DONE ? null : thrown),
                Duration.ofNanos(System.nanoTime() - began),
                commands);
        session.tell(listener -> listener.callEnded(session.request(), end));
    }

    private static AgiOutcome outcome(@Nullable Throwable thrown, boolean hungUp) {
        if (thrown == null) {
            return AgiOutcome.DONE;
        }
        if (thrown instanceof AgiRefusedException) {
            return AgiOutcome.REFUSED;
        }
        boolean byHangup = hungUp && thrown instanceof InterruptedException;
        Throwable cause = thrown;
        for (int depth = 0; cause != null && !byHangup && depth < MAX_CAUSES; depth++) {
            byHangup = cause instanceof AgiHangupException;
            cause = cause.getCause();
        }
        return byHangup ? AgiOutcome.DONE : AgiOutcome.FAILED;
    }

    private static String reason(AgiOutcome outcome, @Nullable Throwable thrown, boolean hungUp) {
        if (outcome != AgiOutcome.DONE && thrown != null) {
            return String.valueOf(thrown.getMessage());
        }
        return hungUp ? "the channel hung up" : "the script returned";
    }

    /** Names and reasons can hold what a caller typed: they must not forge a line of the log. */
    private static String printable(String text) {
        return Printable.of(text, MAX_LOGGED);
    }

    private void log(AgiOutcome outcome, String reason, @Nullable Throwable thrown) {
        AgiRequest request = session.request();
        switch (outcome) {
            case DONE -> LOG.debug("call {} ended: {}", request, printable(reason));
            case REFUSED -> LOG.info("call {} refused: {}", request, printable(reason));
            case FAILED -> {
                if (thrown == null || thrown instanceof AgiTransportException) {
                    LOG.info("call {} failed: {}", request, printable(reason));
                } else {
                    LOG.error("the script of call {} failed", request, Printable.of(thrown));
                }
            }
        }
    }
}
