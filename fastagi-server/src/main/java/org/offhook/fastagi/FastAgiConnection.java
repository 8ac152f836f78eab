// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiTimeoutException;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.HangupReason;
import org.offhook.agi.spi.AgiEnvironmentParser;
import org.offhook.agi.spi.AgiReplyParser;
import org.offhook.agi.spi.AgiSession;
import org.offhook.agi.spi.AgiTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of Asterisk: reads the environment, then carries the commands of the session. Everything happens on the
 * connection's event loop, except where a method says otherwise.
 *
 * <pre>
 *   HANDSHAKE ──blank line──&gt; SERVING ──end()──&gt; CLOSING ──peer closes, or 2 s──&gt; closed
 *       └── full, draining, nonsense, deadline: "failure" ──^
 * </pre>
 */
final class FastAgiConnection extends ChannelInboundHandlerAdapter implements AgiTransport, AgiReplyParser.Sink {

    private static final Logger LOG = LoggerFactory.getLogger(FastAgiServer.class);

    private static final String FAILURE = "failure";
    /** How long a peer that was told {@code failure} may take to close. */
    private static final int LINGER_MILLIS = 2000;
    /** How long Asterisk has to read a command before more follows: of two lines that it reads together it runs only the first. */
    private static final int SETTLE_MILLIS = 50;
    /** A reply that is shorter comes in one segment of the network: IPv6 promises 1,220 bytes, and less is hardly seen. */
    private static final int SEGMENT_BYTES = 1200;
    /** Longer does not fit a timer in nanoseconds; {@link AgiCommand#UNLIMITED} is longer, too. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private enum State {
        HANDSHAKE,
        SERVING,
        CLOSING
    }

    private final FastAgiServer server;
    private volatile State state = State.HANDSHAKE;
    private @Nullable ChannelHandlerContext context;
    private @Nullable InetSocketAddress remote;
    /** Whether a place for this call is taken that no script has yet. */
    private boolean reserved;
    /** Whether it was told {@code failure} and waits for its peer to close. */
    private boolean lingers;
    /** Whether the peer has said anything. */
    private boolean spoken;

    private @Nullable AgiEnvironmentParser environment;
    private @Nullable ScheduledFuture<?> handshakeDeadline;

    private AgiCapabilities capabilities = new AgiCapabilities(FastAgiServer.TRANSPORT, LineLimit.SHORT, 1, true);
    private @Nullable AgiSession session;
    private @Nullable AgiReplyParser replies;
    /** The command under way. Set by the thread that sends it, before it is written; taken away by the loop. */
    private volatile @Nullable Outgoing outstanding;
    /** What the frames of one read can be an answer to: what was written before it, not what is while they are given out. */
    private @Nullable Outgoing asked;
    /** Set while scripts may write their commands themselves, and the loop writes nothing. */
    private volatile @Nullable CallChannel free;
    /** A {@code -1} whose meaning CHANNEL STATUS is being asked for. */
    private @Nullable AgiReply doubtful;
    /** The stop of {@link #outstanding}, or of the command before, whose own replies have not all come. */
    private @Nullable PromptStop stop;
    /** Writes what must wait for the replies of the stop. */
    private @Nullable Runnable held;

    /** The reply that is asked for behind a long value: whatever comes before it is the value's. */
    private @Nullable String fence;

    /** When the command under way was written; 0 until it is. */
    private volatile long writtenAt;

    /** Whether frames of one read are being given out, and whether a line was written since the first of them. */
    private boolean draining;

    private boolean writtenMeanwhile;

    private boolean hungUp;
    /** 0 while there is none. */
    private volatile long replyDeadline;

    private @Nullable ScheduledFuture<?> replyTimer;
    private boolean writeTimerRuns;
    private @Nullable String broken;

    FastAgiConnection(FastAgiServer server) {
        this.server = server;
    }

    // ---- the beginning ----

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        if (ctx.channel().remoteAddress() instanceof InetSocketAddress address) {
            remote = address;
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        server.opened(this);
        if (!server.isProxy(remote) && !server.isAllowed(remote)) {
            reject("its address is not allowed");
            return;
        }
        reserved = server.tryReserve();
        if (!reserved) {
            server.refused();
            LOG.debug("refused a call from {}: {}", remote, server.fullReason());
            endWith(FAILURE);
            return;
        }
        environment = server.newEnvironmentParser();
        handshakeDeadline = ctx.executor()
                .schedule(
                        () -> reject("it sent no complete environment within "
                                + server.options.handshakeTimeout.toMillis() + " ms"),
                        server.options.handshakeTimeout.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof HAProxyMessage header) {
                proxied(header);
            } else if (message instanceof ByteBuf bytes) {
                read(bytes);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void proxied(HAProxyMessage header) {
        String source = header.sourceAddress(); // null for the proxy's own health checks
        InetAddress address = source == null ? null : NetUtil.createInetAddressFromIpAddressString(source);
        if (address != null) {
            remote = new InetSocketAddress(address, header.sourcePort());
        }
        if (!server.isAllowed(remote)) {
            reject("its address is not allowed");
        }
    }

    private void read(ByteBuf bytes) {
        if (state == State.CLOSING) {
            return;
        }
        spoken = true;
        ByteBuffer fresh = bytes.nioBufferCount() == 1
                ? bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes())
                : bytes.nioBuffer();
        try {
            if (environment != null && environment.feed(fresh)) {
                serve(environment);
            }
            if (replies != null && fresh.hasRemaining()) {
                replies.feed(fresh);
            }
        } catch (AgiEnvironmentParser.RejectedException e) {
            reject(e.getMessage());
        } catch (AgiReplyParser.FramingException e) {
            breakOff(e.getMessage());
        }
    }

    private void serve(AgiEnvironmentParser parser) {
        cancelHandshakeDeadline();
        environment = null;
        String version = parser.environment().getOrDefault("agi_version", "");
        capabilities = new AgiCapabilities(FastAgiServer.TRANSPORT, LineLimit.of(version), 1, true);
        AgiRequest request = AgiRequest.of(parser, capabilities, remote);
        state = State.SERVING;
        nowFree();
        watchReplies();
        replies = new AgiReplyParser(server.options.maxReplyBytes);
        session = new AgiSession(request, this, server.runtime);
        reserved = false;
        try {
            server.started(session);
        } catch (RuntimeException | Error e) { // the server has just closed, or there are no more threads
            server.refused();
            LOG.warn("cannot start a script for the call from {}: {}", remote, e.toString());
            endWith(FAILURE);
        }
    }

    /** The peer does not speak TLS, and should. */
    void speaksPlain() {
        spoken = true;
        reject("it does not speak TLS");
    }

    /** The peer is not Asterisk, or not welcome: no session, one debug line, a counter. */
    private void reject(@Nullable String why) {
        if (state == State.HANDSHAKE) {
            server.rejected();
            LOG.debug("dropped a connection from {}: {}", remote, why);
            endWith(FAILURE);
        }
    }

    // ---- commands ----

    @Override
    public AgiCapabilities capabilities() {
        return capabilities;
    }

    /** On any thread. */
    @Override
    public void send(Outgoing command) {
        ChannelHandlerContext ctx = context();
        EventLoop loop = ctx.channel().eventLoop();
        CallChannel direct = free;
        if (loop.inEventLoop()) {
            write(ctx, command);
        } else if (direct != null) {
            writeNow(ctx, direct, command);
        } else {
            try {
                loop.execute(() -> write(ctx, command));
            } catch (RejectedExecutionException e) {
                session().lost(command.token(), new AgiTransportException("the server is closed", null));
            }
        }
    }

    /** On the script's thread. */
    private void writeNow(ChannelHandlerContext ctx, CallChannel direct, Outgoing command) {
        goesOut(command);
        ByteBuffer bytes = ByteBuffer.wrap((command.line() + '\n').getBytes(StandardCharsets.UTF_8));
        Runnable onLoop = null;
        try {
            if (state == State.SERVING) {
                direct.writeNow(bytes);
            }
            writtenAt = now();
            if (bytes.hasRemaining()) {
                onLoop = () -> flush(ctx, Unpooled.wrappedBuffer(bytes));
            }
        } catch (IOException e) {
            onLoop = () -> exceptionCaught(ctx, e);
        }
        if (state != State.SERVING) { // nobody may have seen it
            session().lost(command.token(), goneException("whether the command ran is not known"));
        } else if (onLoop != null) {
            try {
                ctx.channel().eventLoop().execute(onLoop);
            } catch (RejectedExecutionException e) {
                session().lost(command.token(), new AgiTransportException("the server is closed", null));
            }
        }
    }

    private void write(ChannelHandlerContext ctx, Outgoing command) {
        if (state != State.SERVING || !ctx.channel().isActive()) {
            session().lost(command.token(), goneException("the command was not sent"));
            return;
        }
        outstanding = command;
        whenFree(() -> {
            goesOut(command);
            writeLine(ctx, command.line());
            writtenAt = now();
        });
    }

    /** A command is about to be written. On any thread. */
    private void goesOut(Outgoing command) {
        Duration runTime = command.runTime();
        replyDeadline = runTime.compareTo(FOREVER) < 0
                ? deadline(runTime.toNanos() + server.options.replyTimeout.toNanos())
                : 0;
        writtenAt = 0;
        outstanding = command;
    }

    /** Looks whether scripts may write themselves now. */
    private void nowFree() {
        ChannelHandlerContext ctx = context();
        free = state == State.SERVING
                        && stop == null
                        && ctx.channel() instanceof CallChannel channel
                        && ctx.pipeline().get(SslHandler.class) == null
                ? channel
                : null;
    }

    private void whenFree(Runnable write) {
        if (stop == null) {
            write.run();
        } else {
            held = write;
        }
    }

    private void writeLine(ChannelHandlerContext ctx, String line) {
        writtenMeanwhile = draining;
        ByteBuf bytes = ctx.alloc().buffer(ByteBufUtil.utf8MaxBytes(line.length()) + 1);
        ByteBufUtil.writeUtf8(bytes, line);
        bytes.writeByte('\n');
        // One write: a fragment without its line feed would freeze the channel in Asterisk.
        flush(ctx, bytes);
    }

    private void flush(ChannelHandlerContext ctx, ByteBuf bytes) {
        ctx.writeAndFlush(bytes, ctx.voidPromise());
        watchWrite(ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (state == State.SERVING && replies != null && replies.isMidFrame()) {
            Outgoing command = outstanding;
            asked = command;
            draining = true;
            writtenMeanwhile = false;
            try {
                // No reply to a command that can be stopped, nor to what stops it, spans lines.
                boolean value = stop == null && (command == null || AgiReplyParser.repliesWithValue(command.line()));
                if (!value || isWhole(ctx, replies)) {
                    replies.drain(value, this);
                }
            } catch (AgiReplyParser.FramingException e) {
                breakOff(e.getMessage());
            } finally {
                draining = false;
                asked = null;
            }
        }
    }

    /**
     * Whether a value that waits is all there. One of several segments can seem to end at the end of each, and a caller's text could
     * arrange that what follows looks like the next reply.
     */
    private boolean isWhole(ChannelHandlerContext ctx, AgiReplyParser parser) {
        if (fence != null) {
            if (!parser.takeOut(fence)) {
                return false;
            }
            fence = null;
        } else if (parser.isValueOf(SEGMENT_BYTES)) {
            String nonce = "offhook-end-"
                    + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
            fence = "200 result=1 (" + nonce + ')';
            parser.makeRoomFor(fence);
            replyDeadline = deadline(server.options.replyTimeout.toNanos());
            writeLine(ctx, "GET FULL VARIABLE \"" + nonce + '"');
            return false;
        }
        return true;
    }

    @Override
    public void reply(AgiReply reply) {
        Outgoing command = asked;
        PromptStop stopping = stop;
        if (state != State.SERVING) {
            return;
        }
        if (stopping != null && !writtenMeanwhile && stopping.takes(reply)) {
            stopAnswered(stopping);
            return;
        }
        if (command == null
                || writtenMeanwhile
                || held != null) { // Asterisk cannot have answered what was written a moment ago
            breakOff("a reply came that no command asked for");
            return;
        }
        AgiReply first = doubtful;
        if (first != null) { // this is the answer to CHANNEL STATUS: 511 on a dead channel
            doubtful = null;
            if (reply.status() == 511) {
                hangup();
            }
            answer(command, first);
        } else if (!hungUp && command.failureMayMeanHangup() && reply.status() == 200 && AgiSession.isFailure(reply)) {
            doubtful = reply;
            replyDeadline = deadline(server.options.replyTimeout.toNanos());
            finish(stopping);
            whenFree(() -> {
                replyDeadline = deadline(server.options.replyTimeout.toNanos());
                writeLine(context(), "CHANNEL STATUS");
            });
        } else {
            answer(command, stopping == null ? reply : stopping.own(reply));
            finish(stopping);
        }
    }

    private void answer(Outgoing command, AgiReply reply) {
        outstanding = null;
        asked = null;
        replyDeadline = stop == null ? 0 : deadline(server.options.replyTimeout.toNanos());
        session().reply(command.token(), reply);
    }

    // ---- stopping a prompt ----

    /** On any thread. */
    @Override
    public CompletionStage<Boolean> stop(Outgoing command) {
        PromptStop fresh = new PromptStop(command);
        if (fresh.isPossible()) {
            try {
                context().channel().eventLoop().execute(() -> begin(fresh));
                return fresh.effect();
            } catch (RejectedExecutionException e) {
                LOG.trace("the loop of a connection has ended before it", e);
            }
        }
        return CompletableFuture.completedStage(false);
    }

    private void begin(PromptStop fresh) {
        PromptStop before = stop;
        if (state != State.SERVING || outstanding != fresh.command() || doubtful != null) {
            fresh.end();
        } else if (writtenAt == 0) { // its thread is about to
            context().executor().schedule(() -> begin(fresh), 1, TimeUnit.MILLISECONDS);
        } else if (before == null) {
            stop = fresh;
            nowFree();
            long settled = TimeUnit.MILLISECONDS.toNanos(SETTLE_MILLIS) - (System.nanoTime() - writtenAt);
            if (settled > 0) {
                fresh.timer = context().executor().schedule(() -> writeStop(fresh), settled, TimeUnit.NANOSECONDS);
            } else {
                writeStop(fresh);
            }
        } else if (before.command() == fresh.command()) {
            before.effect().thenAccept(fresh.effect()::complete);
        } else { // the command is not written yet
            before.effect().thenRun(() -> begin(fresh));
        }
    }

    /** Again, too: if Asterisk read the line together with the one before it, it runs it only when more comes. */
    private void writeStop(PromptStop stopping) {
        if (state == State.SERVING && stop == stopping) {
            writeLine(context(), stopping.nextLine());
            stopping.timer = context()
                    .executor()
                    .schedule(() -> writeStop(stopping), stopping.nextPauseMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void stopAnswered(PromptStop stopping) {
        Outgoing command = outstanding;
        if (command == stopping.command() && doubtful == null) {
            AgiReply instead = stopping.substitute();
            if (instead == null) {
                breakOff("no reply came of a command that always gives one");
                return;
            }
            answer(command, instead);
        }
        finish(stopping);
    }

    /** The stop is over once none of its lines is unanswered. */
    private void finish(@Nullable PromptStop stopping) {
        if (stopping != null && stop == stopping && stopping.isAnswered()) {
            Runnable next = held;
            stop = null;
            held = null;
            replyDeadline = 0;
            nowFree();
            if (next != null) {
                next.run();
            }
            stopping.end();
        }
    }

    /** The connection is over. */
    private void dropStop() {
        PromptStop stopping = stop;
        stop = null;
        held = null;
        if (stopping != null) {
            stopping.end();
        }
    }

    @Override
    public void provisional(AgiReply reply) {
        LOG.trace("provisional reply: {}", reply);
    }

    @Override
    public void hangup() {
        hungUp = true;
        session().hungUp(HangupReason.HANGUP);
    }

    // ---- deadlines: one timer a connection, however many commands ----

    private static long deadline(long nanos) {
        long at = System.nanoTime() + nanos;
        return at == 0 ? 1 : at; // 0 means none
    }

    private static long now() {
        return deadline(0);
    }

    /** Looks again in time: no deadline that is set later comes before a whole reply timeout is over. */
    private void watchReplies() {
        long limit = server.options.replyTimeout.toNanos();
        long at = replyDeadline;
        long left = at == 0 ? limit : Math.min(limit, at - System.nanoTime());
        replyTimer = context().executor().schedule(this::checkReplyDeadline, left, TimeUnit.NANOSECONDS);
    }

    private void checkReplyDeadline() {
        if (state != State.SERVING) {
            return;
        }
        long at = replyDeadline;
        if (at == 0 || at - System.nanoTime() > 0) {
            watchReplies();
            return;
        }
        Outgoing command = isHeld() ? null : outstanding;
        if (command != null) {
            outstanding = null;
        }
        breakOff("no reply in time"); // first: the script may go on at once, and must not write any more
        if (command != null) {
            session()
                    .lost(
                            command.token(),
                            new AgiTimeoutException("Asterisk did not answer in time (reply deadline "
                                    + server.options.replyTimeout.toMillis()
                                    + " ms on top of what the command may take)"));
        }
    }

    /** A command is far smaller than a socket's buffer: bytes that stay behind mean that the peer does not read. */
    private void watchWrite(ChannelHandlerContext ctx) {
        ChannelOutboundBuffer pending = ctx.channel().unsafe().outboundBuffer();
        if (writeTimerRuns || pending == null || pending.isEmpty()) {
            return;
        }
        writeTimerRuns = true;
        long before = pending.totalPendingWriteBytes();
        ctx.executor()
                .schedule(() -> checkWrite(ctx, before), server.options.writeTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void checkWrite(ChannelHandlerContext ctx, long before) {
        writeTimerRuns = false;
        ChannelOutboundBuffer pending = ctx.channel().unsafe().outboundBuffer();
        if (pending == null || pending.isEmpty()) {
            return;
        }
        if (pending.totalPendingWriteBytes() >= before) {
            broken = "Asterisk did not read a command within " + server.options.writeTimeout.toMillis() + " ms";
            ctx.close();
        } else {
            watchWrite(ctx);
        }
    }

    // ---- the end ----

    /** On any thread. */
    @Override
    public void end(AgiOutcome outcome) {
        server.ended(outcome);
        ChannelHandlerContext ctx = context();
        Runnable end = () -> {
            if (state == State.SERVING) {
                endWith(outcome == AgiOutcome.DONE ? null : FAILURE);
            }
        };
        if (ctx.channel().eventLoop().inEventLoop()) {
            end.run();
        } else {
            try {
                ctx.channel().eventLoop().execute(end);
            } catch (RejectedExecutionException e) {
                LOG.trace("the loop of a connection has ended before it", e);
            }
        }
    }

    /** Cuts the call, whatever it is doing. On any thread. */
    void cut(String why) {
        ChannelHandlerContext ctx = context();
        try {
            ctx.channel().eventLoop().execute(() -> {
                if (session != null) {
                    session.cut(why);
                } else {
                    endWith(FAILURE);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.trace("the loop of a connection has ended before it", e);
        }
    }

    /** After this nothing on the wire can be trusted. */
    private void breakOff(@Nullable String why) {
        if (state == State.SERVING) {
            broken = why;
            LOG.debug("broke off the connection to {}: {}", remote, why);
            endWith(FAILURE);
            connectionLost();
        }
    }

    /** Whether neither a call nor a refusal has come of this connection yet. */
    boolean isHandshaking() {
        return state == State.HANDSHAKE;
    }

    private void endWith(@Nullable String lastLine) {
        if (state == State.CLOSING) {
            return;
        }
        state = State.CLOSING;
        nowFree();
        cancelHandshakeDeadline();
        ChannelHandlerContext ctx = context();
        if (lastLine == null || !ctx.channel().isActive()) {
            ctx.close();
            return;
        }
        ByteBuf bytes = ctx.alloc().buffer(lastLine.length() + 1);
        ByteBufUtil.writeUtf8(bytes, lastLine);
        bytes.writeByte('\n');
        // Closing with bytes unread would reset the connection and could take the line with it: wait for the peer to
        // close.
        lingers = ctx.channel() instanceof DuplexChannel
                && ctx.pipeline().get(SslHandler.class) == null
                && server.mayLinger();
        ctx.writeAndFlush(bytes).addListener((ChannelFutureListener) written -> {
            if (written.isSuccess() && lingers) {
                ((DuplexChannel) written.channel()).shutdownOutput();
            } else {
                written.channel().close();
            }
        });
        ctx.executor().schedule(() -> ctx.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (spoken) { // whoever only connects is a health check
            reject("it closed before its environment was complete");
        }
        cancelHandshakeDeadline();
        if (replyTimer != null) {
            replyTimer.cancel(false);
        }
        state = State.CLOSING; // before it is told, so that whoever sends now sees it
        connectionLost();
        if (reserved) {
            reserved = false;
            server.releaseReserved();
        }
        if (lingers) {
            lingers = false;
            server.lingered();
        }
        server.closed(this);
    }

    /** Tells the session that the call is gone and that no answer will come any more. */
    private void connectionLost() {
        if (session == null) {
            return;
        }
        session.hungUp(HangupReason.CLOSED);
        Outgoing command = outstanding;
        outstanding = null;
        if (command != null) {
            session.lost(
                    command.token(),
                    goneException(isHeld() ? "the command was not sent" : "whether the command ran is not known"));
        }
        dropStop();
    }

    /** Whether the command under way is not written yet. */
    private boolean isHeld() {
        return held != null && doubtful == null;
    }

    private AgiException goneException(String fate) {
        if (hungUp) {
            return new AgiHangupException(HangupReason.HANGUP, null);
        }
        return broken == null
                ? new AgiHangupException(HangupReason.CLOSED, null)
                : new AgiTransportException(broken + "; " + fate, null);
    }

    private void cancelHandshakeDeadline() {
        if (handshakeDeadline != null) {
            handshakeDeadline.cancel(false);
            handshakeDeadline = null;
        }
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "not in a pipeline yet");
    }

    private AgiSession session() {
        return Objects.requireNonNull(session, "no session yet");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (state == State.HANDSHAKE) {
            if (spoken || !(cause instanceof IOException)) {
                reject(cause.toString());
                if (ctx.pipeline().get(HAProxyMessageDecoder.class) != null) {
                    ctx.pipeline().remove(HAProxyMessageDecoder.class); // it would look for a header in what follows
                }
            } else {
                state = State.CLOSING;
                ctx.close(); // a health check may end in a reset
            }
            return;
        }
        LOG.debug("the connection to {} failed: {}", remote, cause.toString());
        if (broken == null) {
            broken = "the connection to Asterisk failed: " + cause.getMessage();
        }
        ctx.close();
    }
}
