// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.HangupReason;
import org.offhook.agi.SendAhead;

/** A command on its way: one thread or one future waits for its answer. */
final class Pending<R> implements AgiTransport.Outgoing {

    /** Given when the command is queued, under the session's lock. */
    long token;

    final AgiCommand<R> command;

    final String line;
    final SendAhead sendAhead;
    private final Duration runTime;
    final boolean failureMayMeanHangup;
    final long since;
    /** Set for a submitted command. */
    final @Nullable CompletableFuture<R> future;
    /** Set when a thread waits. */
    private final @Nullable Thread waiter;

    /** How the channel stood when the reply came: set before {@link #outcome}. */
    private @Nullable HangupReason hungUp;
    /** An {@link AgiReply} or an {@link AgiException}; null until it is known. */
    private volatile @Nullable Object outcome;

    Pending(
            AgiCommand<R> command,
            String line,
            long since,
            @Nullable CompletableFuture<R> future,
            @Nullable Thread waiter) {
        this.command = command;
        this.line = line;
        this.since = since;
        this.future = future;
        this.waiter = waiter;
        // Asked here, on the caller's thread: a command can be the user's own code.
        sendAhead = command.sendAhead();
        runTime = command.runTime();
        failureMayMeanHangup = command.failureMayMeanHangup();
    }

    @Override
    public long token() {
        return token;
    }

    @Override
    public String line() {
        return line;
    }

    @Override
    public AgiCommand<?> command() {
        return command;
    }

    @Override
    public Duration runTime() {
        return runTime;
    }

    @Override
    public SendAhead sendAhead() {
        return sendAhead;
    }

    @Override
    public boolean failureMayMeanHangup() {
        return failureMayMeanHangup;
    }

    /** Whether this is the end of the line: never sent, it completes when all before it have. */
    boolean isBarrier() {
        return line.isEmpty();
    }

    /** Whether nobody waits for it any more. */
    boolean isAbandoned() {
        return future != null && future.isCancelled();
    }

    void complete(Object answer, @Nullable HangupReason channel) {
        hungUp = channel;
        outcome = answer;
        if (waiter != null) {
            LockSupport.unpark(waiter);
        }
    }

    /** Waits on the thread that the command was made for. */
    Object await() throws InterruptedException {
        Object answer;
        while ((answer = outcome) == null) {
            LockSupport.park(this);
            if (outcome == null && Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return answer;
    }

    /** What an answer means; throws what it means otherwise. Runs where the command was given, or on the callback executor. */
    R result(Object answer) {
        if (answer instanceof AgiException why) {
            why.fillInStackTrace(); // made on the transport's thread: its trace says nothing about the caller
            throw why;
        }
        AgiReply reply = (AgiReply) answer;
        HangupReason gone = hungUp;
        if (reply.status() == 511) {
            throw new AgiHangupException(gone == null ? HangupReason.HANGUP : gone, reply);
        }
        if (reply.status() != 200) {
            throw new AgiCommandException(line, reply, refusal(reply));
        }
        if (gone != null && failureMayMeanHangup && AgiSession.isFailure(reply)) {
            throw new AgiHangupException(gone, reply);
        }
        return command.result(reply);
    }

    private static String refusal(AgiReply reply) {
        return switch (reply.status()) {
            case 510 -> "Asterisk does not know this command (510): is its module loaded?";
            case 520 -> "Asterisk refused the arguments of this command (520): " + reply.usage();
            default -> "Asterisk refused this command: " + reply;
        };
    }
}
