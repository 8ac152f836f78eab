// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts one listener's task on the user's executor, which may refuse it, or be one that runs it in the caller: on the loop, where no
 * listener may run. The task has a thread of its own then.
 */
final class TaskStarter {

    private static final Logger LOG = LoggerFactory.getLogger(AmiSubscription.class);

    private final Executor executor;
    private final Runnable task;
    private final String logName;

    TaskStarter(Executor executor, Runnable task, String logName) {
        this.executor = executor;
        this.task = task;
        this.logName = logName;
    }

    /**
     * Has the task run once, on another thread.
     *
     * @return false if there is no thread to be had
     */
    boolean start() {
        Start start = new Start();
        try {
            executor.execute(start);
            return true;
        } catch (RuntimeException e) {
            LOG.debug("{}: the executor refuses its listener, which gets a thread of its own", logName, e);
            return startLate();
        } catch (Error e) {
            LOG.error("{}: its listener cannot run now", logName, e);
            return false;
        } finally {
            start.isOver = true;
        }
    }

    private boolean startLate() {
        try {
            ListenerThreads.runLate(task);
            return true;
        } catch (Error e) {
            LOG.error("{}: its listener cannot run now", logName, e);
            return false;
        }
    }

    private final class Start implements Runnable {

        private final Thread starter = Thread.currentThread();
        /** Of interest to the starter alone. */
        private boolean isOver;

        @Override
        public void run() {
            if (Thread.currentThread() == starter && !isOver) {
                ListenerThreads.runLate(task);
            } else {
                task.run();
            }
        }
    }
}
