// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The events seen so far, for looking back and for waiting. Bounded: the oldest go first. */
final class EventLog {
    private static final int CAPACITY = 200_000;
    private static final int DROPPED_AT_ONCE = CAPACITY / 10;
    private static final int SHOWN = 15;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<AmiMessage> events = new ArrayList<>();
    /** The number of the first event in the list, counted from the connection's first. */
    private long firstNumber;

    private boolean closed;

    void add(AmiMessage event) {
        lock.lock();
        try {
            if (events.size() == CAPACITY) {
                forget(DROPPED_AT_ONCE);
            }
            events.add(event);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<AmiMessage> all() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            forget(events.size());
        } finally {
            lock.unlock();
        }
    }

    /** No more events will come. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    AmiMessage await(Predicate<AmiMessage> fits, Duration atMost) {
        long left = atMost.toNanos();
        lock.lock();
        try {
            long nextNumber = firstNumber;
            while (true) {
                // Each event is looked at once, however many come while this waits.
                for (nextNumber = Math.max(nextNumber, firstNumber);
                        nextNumber < firstNumber + events.size();
                        nextNumber++) {
                    AmiMessage event = events.get((int) (nextNumber - firstNumber));
                    if (fits.test(event)) {
                        return event;
                    }
                }
                if (closed || left <= 0) {
                    throw new AssertionError("no such event "
                            + (closed ? "before the connection ended" : "within " + atMost.toMillis() + " ms")
                            + "; the newest of " + events.size() + ":\n" + newest());
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an event", e);
        } finally {
            lock.unlock();
        }
    }

    private void forget(int count) {
        events.subList(0, count).clear();
        firstNumber += count;
    }

    private String newest() {
        return events.subList(Math.max(0, events.size() - SHOWN), events.size()).stream()
                .map(event -> "  " + event)
                .collect(Collectors.joining("\n"));
    }
}
