// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** Keeps tasks until the test runs them, on its own thread. */
final class ManualExecutor implements Executor {

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    int waiting() {
        return tasks.size();
    }

    /** Runs one task. */
    void runOne() {
        tasks.remove().run();
    }

    /** Runs all tasks, those too that come meanwhile. */
    void runAll() {
        while (!tasks.isEmpty()) {
            runOne();
        }
    }
}
