// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import java.util.Optional;

/** How a call to somebody else went, from {@code DIALSTATUS} and {@code ANSWEREDTIME}. */
public sealed interface DialResult {

    /**
     * Somebody answered, and the talk is over.
     *
     * <p>Asterisk's {@code ANSWEREDTIME} tells how long the <em>caller's</em> channel has been up (since Asterisk 12), so it is the
     * time of the talk only if nothing had answered the call before: a script that wants to know the time does not call {@code
     * answer()} first.
     *
     * @param dialed from dialling to the end of the talk; measured here
     * @param talked from the answer to the end of the talk; empty if the call had been answered before, for then nobody can tell
     */
    record Answered(Duration dialed, Optional<Duration> talked) implements DialResult {}

    /**
     * Nobody answered.
     *
     * @param reason why
     * @param dialed how long it was tried; measured here
     */
    record NotAnswered(Reason reason, Duration dialed) implements DialResult {}

    /**
     * A status that Offhook does not know.
     *
     * @param status the value of {@code DIALSTATUS}; empty if it is not set
     */
    record Unknown(String status) implements DialResult {}

    /** Why nobody answered. */
    enum Reason {
        /** {@code NOANSWER}: the time ran out. */
        NO_ANSWER,
        /** {@code BUSY}. */
        BUSY,
        /** {@code CONGESTION}: the network or the other side refused. */
        CONGESTION,
        /** {@code CHANUNAVAIL}: there is no such place, or it is not registered. */
        CHANNEL_UNAVAILABLE,
        /** {@code CANCEL}: the caller gave up. */
        CANCELLED,
        /** {@code DONTCALL}: the called side sent the caller away (privacy mode). */
        DO_NOT_CALL,
        /** {@code TORTURE}: the called side sent the caller to the torture script (privacy mode). */
        TORTURE,
        /** {@code INVALIDARGS}: Asterisk did not understand the arguments. */
        INVALID_ARGUMENTS
    }
}
