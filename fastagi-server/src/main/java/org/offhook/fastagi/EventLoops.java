// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The one place that names an event loop class: this one exists in Netty 4.1 and 4.2, so both work. */
final class EventLoops {

    private EventLoops() {}

    @SuppressWarnings("deprecation") // deprecated in 4.2 only; its successor is not in 4.1
    static EventLoopGroup create(int threads) {
        // Not daemons: a program whose main only starts a server goes on until the server is closed.
        return new NioEventLoopGroup(threads, new DefaultThreadFactory("offhook-fastagi", false));
    }
}
