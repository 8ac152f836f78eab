// SPDX-License-Identifier: Apache-2.0
package org.offhook.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jetbrains.lincheck.Lincheck;

/** Runs a few threads in many orders: those that Lincheck chooses step by step, and those that come by chance. */
public final class Interleavings {

    private static final int CHOSEN = 300;
    private static final int BY_CHANCE = 2_000;
    /** It does not know the byte code of later ones yet. */
    private static final int NEWEST_FOR_LINCHECK = 21;

    /** Whether threads begin at the same moment: not where Lincheck chooses who runs. */
    private static volatile boolean atOnce;

    private Interleavings() {}

    /** Something that a thread does. */
    @FunctionalInterface
    public interface Step {
        /** Does it. */
        void run() throws Exception;
    }

    /**
     * Runs this in the orders that Lincheck chooses, and then by chance. Lincheck gets through few and small classes in good time only.
     *
     * @param test starts its threads by {@link #together} and looks at what they leave
     */
    public static void check(Runnable test) {
        if (Runtime.version().feature() <= NEWEST_FOR_LINCHECK) {
            Lincheck.runConcurrentTest(CHOSEN, test);
        }
        byChance(test);
    }

    /** The same by chance alone. */
    public static void byChance(Runnable test) {
        atOnce = true;
        try {
            for (int i = 0; i < BY_CHANCE; i++) {
                test.run();
            }
        } finally {
            atOnce = false;
        }
    }

    /** Plain: an assertion library would be taken apart by Lincheck, too. */
    public static void expect(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }

    /** Runs these at the same time, and waits for all. */
    public static void together(Step... steps) {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        AtomicInteger late = new AtomicInteger(atOnce ? steps.length : 0);
        for (Step step : steps) {
            threads.add(new Thread(() -> {
                late.decrementAndGet();
                for (int turns = 0; late.get() > 0; turns++) {
                    if (turns > 100_000) {
                        LockSupport.parkNanos(1); // the others may need this core to come here
                    }
                }
                try {
                    step.run();
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        threads.forEach(thread -> thread.setDaemon(true));
        threads.forEach(Thread::start);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) { // one waits for another that failed
            AssertionError hung = new AssertionError(e);
            failures.forEach(hung::addSuppressed);
            throw hung;
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.peek());
        }
    }
}
