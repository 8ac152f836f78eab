// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;

/**
 * Stands before TLS and looks at the first byte: an Asterisk that does not speak TLS could not read its refusal, and would take a bare close
 * for success.
 */
final class PlainCallGuard extends ChannelInboundHandlerAdapter {

    private static final byte TLS_HANDSHAKE = 22;

    private final FastAgiConnection connection;

    PlainCallGuard(FastAgiConnection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            ctx.pipeline().remove(this);
            if (bytes.getByte(bytes.readerIndex()) != TLS_HANDSHAKE) {
                bytes.release();
                ctx.pipeline().remove(SslHandler.class);
                connection.speaksPlain();
                return;
            }
        }
        ctx.fireChannelRead(message);
    }
}
