// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.socket.nio.NioChannelOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listening socket. It can be closed and opened again: {@code hagi://} goes to another server only when a connection is
 * refused. What the kernel had accepted before is answered first; a bare reset would look like success to Asterisk.
 */
final class Listener {

    private static final Logger LOG = LoggerFactory.getLogger(FastAgiServer.class);
    /** Older kernels allow 128 only. A connection that finds no place is tried again by the kernel after 1 s. */
    private static final int BACKLOG = 4096;
    /** Netty's 16 are too few where one pass of a loop reads thousands of calls: the rest waits, and fills the backlog. */
    private static final int ACCEPTED_PER_PASS = 256;

    private static final int RETRY_MILLIS = 1000;
    private static final int LEAVE_MILLIS = 1;
    /** Against a peer that connects faster than we answer. */
    private static final int MOST_ANSWERED = 100_000;

    private final ServerBootstrap bootstrap;
    private volatile InetSocketAddress address;
    private volatile @Nullable Channel channel;
    private volatile @Nullable ServerSocketChannel socket;
    /** What is wanted; what is follows on the event loop. */
    private volatile boolean wanted = true;

    private volatile boolean forGood;
    private final AtomicBoolean reopening = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();

    Listener(
            InetSocketAddress address, EventLoopGroup group, ChannelHandler connections, @Nullable Duration keepAlive) {
        this.address = address;
        bootstrap = new ServerBootstrap()
                .group(group)
                .channelFactory(this::newChannel)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(ACCEPTED_PER_PASS))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(connections);
        if (keepAlive != null) {
            int idle = (int) Math.max(1, keepAlive.toSeconds());
            bootstrap.childOption(ChannelOption.SO_KEEPALIVE, true);
            keepAliveOption(ExtendedSocketOptions.TCP_KEEPIDLE, idle);
            keepAliveOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, Math.max(1, idle / 4));
            keepAliveOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 4);
        }
    }

    /** Opens the socket and waits for it. */
    void open() {
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (bound.isSuccess()) {
            opened(bound.channel());
        } else {
            throw new UncheckedIOException(new IOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": "
                            + bound.cause().getMessage(),
                    bound.cause()));
        }
    }

    InetSocketAddress address() {
        return address;
    }

    boolean isOpen() {
        Channel now = channel;
        return now != null && now.isActive();
    }

    /** Answers what the kernel has accepted, then closes the socket; {@link #resume} opens it again. */
    void suspend() {
        wanted = false;
        Channel open = channel;
        if (open != null) {
            open.eventLoop().execute(() -> follow(open));
        }
    }

    /** Opens the socket again, unless it is closed for good. */
    void resume() {
        if (forGood || wanted) {
            return;
        }
        wanted = true;
        Channel last = channel;
        if (last != null) {
            last.eventLoop().execute(() -> follow(last));
        }
    }

    /** As {@link #suspend}, for ever; waits until it is done. */
    void close() {
        forGood = true;
        suspend();
        Channel last = channel;
        if (last != null && !last.eventLoop().inEventLoop()) {
            last.closeFuture().awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
    }

    /** Does what is wanted. On the event loop of the last channel. */
    private void follow(Channel last) {
        if (wanted && !forGood) {
            if (!last.isOpen() && last == channel && reopening.compareAndSet(false, true)) {
                reopen(last);
            }
        } else if (last.isOpen() && closing.compareAndSet(false, true)) {
            // While a selector knows it, a closed socket keeps its port and goes on accepting until the next selection.
            // So it leaves the selector first, and the last answer and the close are one moment.
            last.deregister()
                    .addListener(left ->
                            last.eventLoop().schedule(() -> closeNow(last), LEAVE_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    private void closeNow(Channel last) {
        answerBacklog(last);
        last.close().addListener(closed -> {
            closing.set(false);
            follow(last); // what is wanted may have changed meanwhile
        });
    }

    private void answerBacklog(Channel server) {
        ServerSocketChannel listening = socket;
        try {
            SocketChannel accepted;
            for (int n = 0; n < MOST_ANSWERED && listening != null && (accepted = listening.accept()) != null; n++) {
                server.pipeline().fireChannelRead(new CallChannel(server, accepted));
            }
            server.pipeline().fireChannelReadComplete();
        } catch (IOException e) {
            LOG.debug("could not answer connections before closing the socket: {}", e.toString());
        }
    }

    private void reopen(Channel last) {
        ChannelFuture binding = bootstrap.bind(address);
        binding.addListener(bound -> {
            if (!bound.isSuccess()) {
                reopening.set(false);
                if (!forGood) {
                    LOG.warn(
                            "cannot listen on {} again, trying once more: {}",
                            address,
                            bound.cause().toString());
                    last.eventLoop().schedule(() -> follow(last), RETRY_MILLIS, TimeUnit.MILLISECONDS);
                }
            } else {
                Channel now = binding.channel();
                opened(now);
                reopening.set(false);
                now.eventLoop().execute(() -> follow(now)); // what is wanted may have changed meanwhile
            }
        });
    }

    private void opened(Channel listening) {
        channel = listening;
        address = (InetSocketAddress) listening.localAddress();
    }

    private ListenerChannel newChannel() {
        try {
            ServerSocketChannel opened = ServerSocketChannel.open();
            socket = opened;
            return new ListenerChannel(opened);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a socket", e);
        }
    }

    private void keepAliveOption(SocketOption<Integer> option, int value) {
        try (SocketChannel probe = SocketChannel.open()) {
            if (probe.supportedOptions().contains(option)) {
                bootstrap.childOption(NioChannelOption.of(option), value);
            }
        } catch (IOException e) {
            LOG.debug("cannot ask for socket options: {}", e.toString());
        }
    }
}
