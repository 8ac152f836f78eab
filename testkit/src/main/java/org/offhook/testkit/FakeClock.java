// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.time.Duration;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The time of a {@link FakeAsterisk}, and what happens at what time. Used under its lock. */
final class FakeClock {

    /** Something that will happen. */
    static final class Timer implements Comparable<Timer> {
        private final long due;
        private final long number;
        private @Nullable Runnable task;

        private Timer(long due, long number, Runnable task) {
            this.due = due;
            this.number = number;
            this.task = task;
        }

        /** It will not happen. */
        void cancel() {
            task = null;
        }

        @Override
        public int compareTo(Timer other) {
            int order = Long.compare(due, other.due);
            return order == 0 ? Long.compare(number, other.number) : order;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }

    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final long began = System.nanoTime();
    private boolean real;
    private long now;
    private long number;

    boolean isReal() {
        return real;
    }

    /** From now on it goes by the wall clock. */
    void realTime() {
        real = true;
    }

    /** Nanoseconds since it began. */
    long now() {
        return real ? System.nanoTime() - began : now;
    }

    Timer later(Duration delay, Runnable task) {
        Timer timer = new Timer(now() + Math.max(0, delay.toNanos()), number++, task);
        timers.add(timer);
        return timer;
    }

    /** When the next thing is due; {@link Long#MAX_VALUE} if there is none. */
    long nextDue() {
        while (!timers.isEmpty() && timers.peek().task == null) {
            timers.remove();
        }
        return timers.isEmpty() ? Long.MAX_VALUE : timers.peek().due;
    }

    /** Moves to the next thing and lets it happen. */
    void fire() {
        Timer next = timers.remove();
        now = Math.max(now, next.due);
        Runnable task = next.task;
        if (task != null) {
            next.task = null;
            task.run();
        }
    }

    /** Moves on without anything happening. */
    void moveTo(long time) {
        now = Math.max(now, time);
    }
}
