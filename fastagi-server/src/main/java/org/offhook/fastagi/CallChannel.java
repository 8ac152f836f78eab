// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A connection that a script's thread can write to: a hand-over to the event loop costs more than the write itself. */
final class CallChannel extends NioSocketChannel {

    CallChannel(Channel parent, SocketChannel socket) {
        super(parent, socket);
    }

    /**
     * Writes what the socket takes. On any thread, while the event loop has nothing to write.
     *
     * @param bytes its position moves
     */
    void writeNow(ByteBuffer bytes) throws IOException {
        javaChannel().write(bytes);
    }
}
