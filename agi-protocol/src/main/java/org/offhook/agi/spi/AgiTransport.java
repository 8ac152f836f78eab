// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.SendAhead;

/**
 * Carries the commands of one call to Asterisk. It owns framing, correlation, deadlines of replies and what a hang-up still
 * permits; order, limits of a line and everything a script sees belong to {@link AgiSession}.
 *
 * <p>Methods are called on any thread, some under the session's lock, and must not block or run user code. They may call back
 * into the session.
 */
public interface AgiTransport {

    /** What this transport can do; constant for a session. */
    AgiCapabilities capabilities();

    /** A command to send. */
    interface Outgoing {
        /** Names the command within the session. */
        long token();

        /** The checked line, without a line feed. */
        String line();

        /** What the line was made of. */
        AgiCommand<?> command();

        /** How long the command itself may take; the transport adds its own deadline. See {@link AgiCommand#runTime()}. */
        Duration runTime();

        /** Whether it may wait inside Asterisk behind others. See {@link AgiCommand#sendAhead()}. */
        SendAhead sendAhead();

        /** Whether a {@code -1} may have been a hang-up. See {@link AgiCommand#failureMayMeanHangup()}. */
        boolean failureMayMeanHangup();
    }

    /**
     * Sends a command. Exactly one of {@link AgiSession#reply} and {@link AgiSession#lost} follows for its token. Never called
     * while more than {@link AgiCapabilities#sendAheadDepth()} commands are unanswered.
     *
     * <p>Before it passes on a reply that can mean a hang-up as well as a failure
     * ({@link Outgoing#failureMayMeanHangup()}), the transport finds out which, and calls {@link AgiSession#hungUp} first if
     * it was a hang-up.
     *
     * @param command the command
     */
    void send(Outgoing command);

    /**
     * Stops a command that was sent and is not answered, if the transport can. Its reply, which follows as for any other, is
     * {@linkplain org.offhook.agi.AgiReply#asStopped() marked} if the stop ended it.
     *
     * @param command the command that was sent first of those under way; it may be answered meanwhile
     * @return whether the stop ended it; completes on any thread, in a few seconds at most, after the reply if it did. False for a
     *     command that cannot be stopped
     */
    default CompletionStage<Boolean> stop(Outgoing command) {
        return CompletableFuture.completedStage(false);
    }

    /**
     * Gives the call back to the dialplan, telling it the outcome. Called once; nothing is sent after it, but for what another thread is about to send
     * just then, when the session is cut.
     *
     * @param outcome {@link AgiOutcome#DONE} is a success for the dialplan, the others make {@code AGISTATUS} a
     *     {@code FAILURE}
     */
    void end(AgiOutcome outcome);
}
