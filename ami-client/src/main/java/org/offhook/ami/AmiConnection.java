// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.internal.Printable;
import org.offhook.ami.spi.AmiActionSink;

/** One TCP connection, from its banner to its end: framing, correlation, signs of life. All of it runs on the loop. */
final class AmiConnection extends ChannelInboundHandlerAdapter implements AmiDecoder.Output {

    private static final Pattern BANNER = Pattern.compile("Asterisk Call Manager/(\\S{1,40})\\s*");
    private static final byte[] EVENT = "Event:".getBytes(ISO_8859_1);
    private static final byte[] SHUTDOWN = "Event: Shutdown\r\n".getBytes(ISO_8859_1);
    private static final byte[] RESPONSE = "Response:".getBytes(ISO_8859_1);
    private static final long MIN_SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** After so much silence whatever is stuck in Asterisk is fetched. */
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A timer that is so late comes after a pause of the loop, and can be before its next look at the socket. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** How long the loop reads on then: more than once. */
    private static final long READ_ON_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ClientLoop client;
    private final AmiClientOptions options;
    private final EventDispatcher dispatcher;
    private final PendingTable table;
    private final AmiDecoder decoder;
    private final Handshake handshake;
    private final @Nullable ClientTls tls;

    private @Nullable ChannelHandlerContext context;
    private @Nullable AmiConnectException failure;
    private boolean ready;
    private boolean shutdownSeen;
    private boolean swept;
    private long sweepAt;
    private long lastRead = System.nanoTime();
    private int missedPings;
    /** How long Asterisk may be busy with an action, as of the first ping in a silence. */
    private long busyUntil;

    private long messages;
    /** How many messages there were when Asterisk had nothing more to say. */
    private long settled;

    AmiConnection(ClientLoop client, Handshake handshake, @Nullable ClientTls tls) {
        this.tls = tls;
        this.client = client;
        this.options = client.options;
        this.dispatcher = client.dispatcher;
        this.handshake = handshake;
        this.table = new PendingTable(client.idPrefix, 4L * options.maxMessageBytes, client.counters);
        this.decoder = new AmiDecoder(options.maxLineBytes, options.maxMessageBytes, this);
    }

    // ---- the channel

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (tls == null) {
            handshake.connected(this);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent done && tls != null) {
            if (done.isSuccess()) {
                handshake.connected(this);
            } else {
                fail(new AmiConnectException(client.where() + ": " + tls.explain(done.cause()), done.cause()));
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            lastRead = System.nanoTime();
            Counters.add(client.counters.bytesRead, bytes.readableBytes());
            decoder.feed(bytes);
        } catch (AmiDecoder.FramingException e) {
            fail(new AmiConnectException(client.where() + " sent " + e.getMessage() + " (see inboundLimits)", e));
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        dispatcher.endOfBatch();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(new AmiConnectException(client.where() + ": " + cause.getMessage(), cause));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        decoder.close();
        dispatcher.endOfBatch();
        handshake.over();
        AmiConnectException why = failure;
        if (why == null) {
            why = new AmiConnectException(
                    shutdownSeen
                            ? client.where() + " said that it shuts down, and closed the connection"
                            : ready
                                    ? client.where() + " closed the connection without a word"
                                    : handshake.closedEarly(client.where()),
                    null);
        }
        AmiConnectException cause = why;
        table.endAll(action -> action.connectionLost(String.valueOf(cause.getMessage()), cause));
        client.connectionEnded(this, cause);
    }

    /** Ends the connection for this reason; the first counts. */
    void fail(AmiConnectException why) {
        if (failure == null) {
            failure = why;
        }
        decoder.close();
        close();
    }

    /** It has never been one. */
    void abandon() {
        handshake.over();
    }

    void close() {
        if (context != null) {
            context.close();
        }
    }

    // ---- what comes

    @Override
    public void banner(String line) {
        Matcher banner = BANNER.matcher(line);
        if (banner.matches()) {
            String version = banner.group(1);
            if (version.startsWith("1.") || version.startsWith("2.")) {
                decoder.expectRawOutput();
            }
            handshake.banner(version);
        } else if (line.startsWith("\u0015\u0003")) {
            fail(new AmiConnectException(
                    client.where() + " speaks TLS on this port: use tls(...), or the port without TLS (mostly 5038)",
                    null));
        } else {
            fail(new AmiConnectException(
                    client.where() + " is not an Asterisk manager interface, it says \"" + Printable.of(line, 80)
                            + "\"",
                    null));
        }
    }

    @Override
    public void message(AmiHeaders headers) {
        messages++;
        byte[] bytes = headers.bytes();
        if (startsWith(bytes, EVENT) || (!startsWith(bytes, RESPONSE) && headers.contains("Event"))) {
            event(headers, bytes);
        } else if (startsWith(bytes, RESPONSE) || headers.contains("Response")) {
            table.response(headers, lastRead);
        } else {
            Counters.add(client.counters.unsolicited, 1); // a forged block, or a module's stray line
        }
    }

    private void event(AmiHeaders headers, byte[] bytes) {
        if (table.hasLists() && table.item(headers, dispatcher, client.callbacks, lastRead)) {
            return;
        }
        Counters.add(client.counters.events, 1);
        if (bytes.length > SHUTDOWN.length && bytes[7] == 'S' && startsWith(bytes, SHUTDOWN)) {
            shutdownSeen = true;
        }
        if (ready) {
            dispatcher.event(headers);
        } else {
            handshake.event(headers);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    // ---- what goes

    /** Writes all of these in one go. */
    void write(Queue<PendingAction> actions) {
        ChannelHandlerContext ctx = context;
        if (ctx == null || !ctx.channel().isActive()) {
            for (PendingAction action = actions.poll(); action != null; action = actions.poll()) {
                action.connectionLost("it has just gone", failure);
            }
            return;
        }
        long now = System.nanoTime();
        ByteBuf out = null;
        for (PendingAction action = actions.poll(); action != null; action = actions.poll()) {
            if (out == null) {
                out = ctx.alloc().buffer(1024);
            }
            append(action, out, now);
        }
        if (out != null) {
            ctx.writeAndFlush(out, ctx.voidPromise());
        }
    }

    private void append(PendingAction action, ByteBuf out, long now) {
        out.writeBytes(action.takeWire(now));
        table.add(action);
        Counters.add(client.counters.actions, 1);
        if (!swept || action.deadline - sweepAt < 0) {
            sweepBy(action.deadline, now);
        }
    }

    /** One question of the client's own. Its answer, an error too, goes on; without one the connection ends. */
    void ask(RawAction action, Consumer<AmiResponse> then) {
        // A refused login is answered after a second; whoever wants answers sooner waits for that one all the same.
        long patience = Math.max(options.actionTimeout.toNanos(), options.connectTimeout.toNanos());
        ask(action, patience, new AmiActionSink() {
            @Override
            public void response(AmiResponse response) {
                try {
                    then.accept(response);
                } catch (RuntimeException | Error e) { // no step follows now
                    fail(new AmiConnectException(client.where() + ": " + e.getMessage(), e));
                }
            }

            @Override
            public void failed(AmiException why) {
                fail(new AmiConnectException(client.where() + ": " + why.getMessage(), why));
            }
        });
    }

    void ask(RawAction action, long timeoutNanos, AmiActionSink outcome) {
        ChannelHandlerContext ctx = context;
        if (ctx == null || !ctx.channel().isActive()) {
            return; // the end of the connection says all there is to say
        }
        long id = client.nextId();
        PendingAction pending =
                new PendingAction(id, client.wireId(id), action, timeoutNanos, timeoutNanos, null, outcome);
        ByteBuf out = ctx.alloc().buffer(256);
        append(pending, out, System.nanoTime());
        ctx.writeAndFlush(out, ctx.voidPromise());
    }

    /** Runs this later. Where the whole program stood still meanwhile, what came by then is read first. */
    void schedule(Runnable task, long nanos) {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            long due = System.nanoTime() + nanos;
            ctx.executor()
                    .schedule(
                            () -> {
                                if (System.nanoTime() - due > LATE_NANOS) {
                                    ctx.executor().schedule(task, READ_ON_NANOS, TimeUnit.NANOSECONDS);
                                } else {
                                    task.run();
                                }
                            },
                            nanos,
                            TimeUnit.NANOSECONDS);
        }
    }

    void forget(PendingAction action) {
        table.forget(action, System.nanoTime());
    }

    /** One timer for all actions: it is set for the first deadline, and looks at all when it comes. */
    private void sweepBy(long deadline, long now) {
        swept = true;
        sweepAt = deadline;
        schedule(() -> sweep(deadline), Math.max(MIN_SWEEP_NANOS, deadline - now));
    }

    private void sweep(long scheduledFor) {
        if (scheduledFor != sweepAt || !isOpen()) {
            return; // another was set for an earlier time
        }
        swept = false;
        long now = System.nanoTime();
        table.sweep(now);
        Long next = table.nextDeadline();
        if (next != null && !swept) {
            sweepBy(next, now);
        }
    }

    boolean isOpen() {
        return context != null && context.channel().isActive();
    }

    PendingTable table() {
        return table;
    }

    // ---- signs of life

    /** From now on events go to their subscriptions at once, and silence is looked into. */
    void ready() {
        ready = true;
        watch();
    }

    /** Whether Asterisk said that it ends. */
    boolean sawShutdown() {
        return shutdownSeen;
    }

    boolean isReady() {
        return ready;
    }

    private void watch() {
        if (!isOpen()) {
            return;
        }
        long quiet = System.nanoTime() - lastRead;
        long interval = options.pingInterval.toNanos();
        if (quiet < interval && missedPings == 0) {
            if (quiet >= SETTLE_NANOS && messages != settled && table.size() == 0) {
                fetchStuck();
            }
            schedule(this::watch, Math.min(interval - quiet, SETTLE_NANOS));
            return;
        }
        long asked = System.nanoTime();
        if (missedPings == 0) {
            busyUntil = table.busyUntil(options.actionTimeout.toNanos(), asked);
        }
        ask(RawAction.of("Ping"), options.pingTimeout.toNanos(), new AmiActionSink() {
            @Override
            public void response(AmiResponse response) {
                missedPings = 0;
                settled = messages;
                schedule(AmiConnection.this::watch, Math.min(interval, SETTLE_NANOS));
            }

            @Override
            public void failed(AmiException why) {
                pingMissed(asked);
            }
        });
    }

    /**
     * Asterisk's session goes to sleep without looking whether an event came in the last moment; that one stays there until something
     * else comes, from either side. The end of an action that runs is such a thing, and a Ping would end a {@code WaitEvent}.
     */
    private void fetchStuck() {
        settled = messages;
        ask(RawAction.of("Ping"), options.pingTimeout.toNanos(), new AmiActionSink() {
            @Override
            public void response(AmiResponse response) {
                settled = messages;
            }

            @Override
            public void failed(AmiException why) {
                // silence is looked into in its own time
            }
        });
    }

    /**
     * Whatever came since is a sign of life, too: a session that runs a long action answers late. And while it may be running one, no ping
     * counts but as the first.
     */
    private void pingMissed(long asked) {
        if (!isOpen()) {
            return;
        }
        missedPings = lastRead - asked > 0 ? 0 : asked - busyUntil < 0 ? 1 : missedPings + 1;
        if (missedPings < 2) {
            watch();
            return;
        }
        fail(new AmiConnectException(
                client.where() + " gives no sign of life: nothing came for "
                        + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastRead) + " ms, two pings among it",
                null));
    }
}
