// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocalThread;

/** The one place that names an event loop class: this one exists in Netty 4.1 and 4.2, so both work. */
final class EventLoops {

    private EventLoops() {}

    @SuppressWarnings("deprecation") // deprecated in 4.2 only; its successor is not in 4.1
    static EventLoopGroup create() {
        return new NioEventLoopGroup(1, new Threads());
    }

    /** Whether the current thread is the loop of any client: it must never wait. */
    static boolean isLoop() {
        return Thread.currentThread() instanceof LoopThread;
    }

    private static final class Threads extends DefaultThreadFactory {

        Threads() {
            // Not daemons: a program whose main only subscribes goes on until the client is closed.
            super("offhook-ami", false);
        }

        @Override
        protected Thread newThread(Runnable task, String name) {
            return new LoopThread(threadGroup, task, name);
        }
    }

    private static final class LoopThread extends FastThreadLocalThread {

        LoopThread(ThreadGroup group, Runnable task, String name) {
            super(group, task, name);
        }
    }
}
