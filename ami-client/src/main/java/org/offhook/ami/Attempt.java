// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to get a connection: the name is resolved anew, and each of its addresses is tried until one leads to a login. On the
 * loop, but for what may block, which has a thread of its own.
 */
final class Attempt {

    private static final int MAX_READ = 256 * 1024;

    private final ClientLoop client;
    private final AmiClientOptions options;
    private final EventLoop loop;
    private InetAddress[] addresses = {};
    private char[] secret = {};
    private @Nullable ClientTls tls;
    private int tried;
    private boolean over;

    Attempt(ClientLoop client, EventLoop loop) {
        this.client = client;
        this.options = client.options;
        this.loop = loop;
    }

    /** Resolves the name, reads the certificates, asks for the secret, all in its time; then tries the first address. */
    void start() {
        Thread thread = new Thread(this::prepare, "offhook-ami-resolve");
        thread.setDaemon(true);
        loop.schedule(
                () -> {
                    if (tried == 0 && !over) {
                        String step = client.preparing.get();
                        thread.interrupt();
                        unprepared(new AmiConnectException(
                                client.where() + ": " + (step == null ? "preparing to connect" : step)
                                        + " took longer than " + options.connectTimeout.toMillis() + " ms",
                                null));
                    }
                },
                options.connectTimeout.toNanos(),
                TimeUnit.NANOSECONDS);
        thread.start();
    }

    private void prepare() {
        if (!client.preparing.compareAndSet(null, "resolving the name")) {
            return; // an attempt before this one hangs still, and there would be more and more of them
        }
        Runnable then;
        try {
            addresses = InetAddress.getAllByName(options.host);
            client.preparing.set("reading the certificates");
            tls = options.tls == null ? null : ClientTls.of(options.tls);
            client.preparing.set("the secret's supplier");
            secret = Objects.requireNonNull(options.secret.get(), "the secret's supplier gave null");
            then = this::next;
        } catch (UnknownHostException e) {
            then = () -> unprepared(new AmiConnectException("unknown host " + options.host, e));
        } catch (AmiConnectException e) {
            then = () -> unprepared(e);
        } catch (Throwable e) { // the program's own code: whatever it throws, the attempt must end
            then = () -> unprepared(new AmiConnectException(
                    client.where() + ": the secret or TLS context given by the program failed: " + e, e));
        } finally {
            client.preparing.set(null);
        }
        if (!client.onLoop(then)) {
            Arrays.fill(secret, '\0');
        }
    }

    /** Nothing is tried without all it takes: above all not without the TLS that was asked for. */
    private void unprepared(AmiConnectException failure) {
        if (!over) {
            end();
            client.attemptFailed(failure);
        }
    }

    /** It has led somewhere, or nobody wants it any more. */
    void end() {
        over = true;
        Arrays.fill(secret, '\0');
    }

    /** This address, or the name itself, did not lead to a login. */
    void failed(AmiConnectException failure) {
        if (tried < addresses.length && !over && !(failure instanceof AmiLoginException)) {
            next();
        } else {
            end();
            client.attemptFailed(failure);
        }
    }

    @SuppressWarnings("deprecation") // RCVBUF_ALLOCATOR, in 4.2 only; its successor is not in 4.1
    private void next() {
        if (over) {
            end(); // the secret came later than the end
            return;
        }
        InetSocketAddress address = new InetSocketAddress(addresses[tried++], options.port);
        AmiConnection connection = new AmiConnection(client, new Handshake(client, secret.clone()), tls);
        client.connecting(connection);
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.min(Integer.MAX_VALUE, options.connectTimeout.toMillis()))
                .option(ChannelOption.RCVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(1024, 64 * 1024, MAX_READ))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(tls.handler(options));
                        }
                        channel.pipeline().addLast(connection);
                    }
                })
                .connect(address)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        // Without a free file descriptor this is told elsewhere than on the loop.
                        client.onLoop(() -> notConnected(connection, done.cause()));
                    }
                });
    }

    private void notConnected(AmiConnection connection, Throwable cause) {
        connection.abandon();
        client.connectionEnded(
                connection,
                new AmiConnectException(
                        cause instanceof ChannelException
                                ? "there is no socket to be had for a connection to " + client.where() + ": "
                                        + root(cause).getMessage()
                                : "cannot connect: " + cause.getMessage()
                                        + "; is Asterisk running there, and is this the port and bindaddr of its manager.conf?",
                        cause));
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
