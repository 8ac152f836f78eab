// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import java.time.Duration;

/**
 * A command to Asterisk and the meaning of its reply. The commands of Asterisk 16 to 22 are in
 * {@code org.offhook.agi.command}; implement this interface for one that is not there.
 *
 * <p>All methods are called on the thread that gave the command to the channel, or, for {@link AgiChannel#submit}, on the
 * callback executor; never on an event loop.
 *
 * @param <R> what the reply means
 */
public interface AgiCommand<R> {

    /** No limit: the command ends when the caller, the media or an application ends it. */
    Duration UNLIMITED = Duration.ofSeconds(Long.MAX_VALUE);

    /**
     * The line to send, without the line feed. Build it with {@link AgiLine}, which quotes arguments.
     *
     * @return one line; a carriage return, line feed, NUL or an overlong line is refused before anything is written
     */
    String line();

    /**
     * Reads the reply. Only replies with status 200 come here: 510, 520 and 503 become an {@link AgiCommandException}, 511
     * and a {@code -1} that was a hang-up become an {@link AgiHangupException}.
     *
     * @param reply the reply
     * @return what it means
     */
    R result(AgiReply reply);

    /** Whether this command may wait inside Asterisk behind others; {@link SendAhead#NEVER} unless a command says otherwise. */
    default SendAhead sendAhead() {
        return SendAhead.NEVER;
    }

    /**
     * How long the command itself may take before Asterisk answers; the transport adds its own reply deadline.
     *
     * @return zero for a command that answers at once, its own timeout for one that has one, else {@link #UNLIMITED}
     */
    default Duration runTime() {
        return UNLIMITED;
    }

    /**
     * Whether {@code result=-1} (or the note {@code (hangup)}) can mean a hang-up as well as a failure. If so, the transport
     * finds out which before the reply is used.
     */
    default boolean failureMayMeanHangup() {
        return true;
    }
}
