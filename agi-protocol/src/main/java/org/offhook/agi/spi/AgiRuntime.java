// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiListener;
import org.offhook.agi.routing.AgiRouter;

/** What all sessions of a server share: the router, the threads and the choices of its builder. Thread-safe. */
public final class AgiRuntime implements AutoCloseable {

    /** The channel variable that tells the dialplan how a script ended, unless configured otherwise. */
    public static final String DEFAULT_OUTCOME_VARIABLE = "OFFHOOK";

    /** How many submitted commands may wait in a session. */
    public static final int MAX_WAITING_COMMANDS = 10_000;

    final AgiRouter router;
    final ScriptExecutor executor;
    final @Nullable String outcomeVariable;
    final boolean interruptOnHangup;
    final @Nullable Duration scriptDeadline;
    final AgiListener[] listeners;
    final @Nullable ScheduledThreadPoolExecutor timer;

    private AgiRuntime(Builder builder) {
        router = builder.router;
        executor = builder.executor;
        outcomeVariable = builder.outcomeVariable;
        interruptOnHangup = builder.interruptOnHangup;
        scriptDeadline = builder.scriptDeadline;
        listeners = builder.listeners.toArray(AgiListener[]::new);
        timer = scriptDeadline == null ? null : newTimer();
    }

    /**
     * Begins a runtime.
     *
     * @param router finds the script of a call
     * @param executor runs it; stays the caller's to close
     */
    public static Builder builder(AgiRouter router, ScriptExecutor executor) {
        return new Builder(router, executor);
    }

    /** The threads. */
    public ScriptExecutor executor() {
        return executor;
    }

    /** Ends the timer of script deadlines. */
    @Override
    public void close() {
        if (timer != null) {
            timer.shutdownNow();
        }
    }

    private static ScheduledThreadPoolExecutor newTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "offhook-script-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Builds a runtime. */
    public static final class Builder {
        private final AgiRouter router;
        private final ScriptExecutor executor;
        private @Nullable String outcomeVariable = DEFAULT_OUTCOME_VARIABLE;
        private boolean interruptOnHangup;
        private @Nullable Duration scriptDeadline;
        private final List<AgiListener> listeners = new ArrayList<>();

        private Builder(AgiRouter router, ScriptExecutor executor) {
            this.router = router;
            this.executor = executor;
        }

        /**
         * Names the channel variable that is set to the outcome at the end of a script.
         *
         * @param name letters, digits and underscores; null to set none
         */
        public Builder outcomeVariable(@Nullable String name) {
            if (name != null && !name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new IllegalArgumentException("not the name of a channel variable: \"" + name + "\"");
            }
            outcomeVariable = name;
            return this;
        }

        /** Whether a hang-up interrupts the script's thread; false unless set. */
        public Builder interruptOnHangup(boolean interrupt) {
            interruptOnHangup = interrupt;
            return this;
        }

        /**
         * Limits how long a script may run.
         *
         * @param deadline positive, or null for no limit
         */
        public Builder scriptDeadline(@Nullable Duration deadline) {
            if (deadline != null && (deadline.isNegative() || deadline.isZero())) {
                throw new IllegalArgumentException("the script deadline must be positive, not " + deadline);
            }
            scriptDeadline = deadline;
            return this;
        }

        /** Adds listeners, told in this order. */
        public Builder listeners(List<AgiListener> more) {
            listeners.addAll(more);
            return this;
        }

        /** The runtime. */
        public AgiRuntime build() {
            return new AgiRuntime(this);
        }
    }
}
