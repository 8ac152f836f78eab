// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/** Makes a {@link CallChannel} of each connection. */
final class ListenerChannel extends NioServerSocketChannel {

    ListenerChannel(ServerSocketChannel socket) {
        super(socket);
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws IOException {
        SocketChannel socket = javaChannel().accept();
        if (socket == null) {
            return 0;
        }
        accepted.add(new CallChannel(this, socket));
        return 1;
    }
}
