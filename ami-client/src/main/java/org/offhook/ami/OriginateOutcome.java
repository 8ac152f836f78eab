// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.internal.HeaderValues;

/**
 * What became of a call, and how that is known.
 *
 * @param result what became of it
 * @param channelId the unique id of its channel, whether it came to exist or not
 * @param channelName the name of its channel; null when none was seen
 * @param response the {@code OriginateResponse} event; null when none came
 * @param hangup the {@code Hangup} event of its channel; null when none came before the outcome
 * @param failure what ended the action, for {@link Result#REJECTED} and {@link Result#UNKNOWN}; null otherwise
 * @param detail why, in words
 */
public record OriginateOutcome(
        Result result,
        String channelId,
        @Nullable String channelName,
        @Nullable AmiEvent response,
        @Nullable AmiEvent hangup,
        @Nullable AmiException failure,
        String detail) {

    /** What can become of a call. */
    public enum Result {
        /** It was answered. */
        ANSWERED,
        /** The other end is busy, or was refused with that reason. */
        BUSY,
        /** It rang in vain, or the other end hung up without an answer. */
        NO_ANSWER,
        /** There was no way through: no free line, a network out of order. */
        CONGESTION,
        /** Asterisk tried and could not: no such technology, device or extension, a device that is not there, a channel id in use. */
        FAILED,
        /** No call was placed: Asterisk answered with an error, or the action was never sent. Trying again or elsewhere cannot call twice. */
        REJECTED,
        /** It was given up by {@link OriginateCall#cancel()}. */
        CANCELLED,
        /** Nobody knows: the connection was lost meanwhile, or nothing was heard in time. The call may be up. */
        UNKNOWN
    }

    /** Whether it was answered. */
    public boolean isAnswered() {
        return result == Result.ANSWERED;
    }

    /** The name of its channel; empty when none was seen. */
    public Optional<String> channel() {
        return Optional.ofNullable(channelName);
    }

    /**
     * The number in {@code OriginateResponse}: 0 failed, 1 no answer, 3 not answered in time, 4 answered, 5 busy, 8 congestion. Empty
     * when that event did not come. Asterisk says 0 also for much that the other end said more exactly.
     */
    public OptionalInt reason() {
        return response == null ? OptionalInt.empty() : HeaderValues.integer(response.headers(), "Reason");
    }

    /** The cause of the hang-up (ITU-T Q.850: 16 normal, 17 busy, 19 no answer, ...); empty when none came before the outcome. */
    public OptionalInt cause() {
        return hangup == null ? OptionalInt.empty() : HeaderValues.integer(hangup.headers(), "Cause");
    }

    /** What ended the action: of {@link Result#REJECTED} mostly an {@link AmiErrorException} with Asterisk's words; empty otherwise. */
    public Optional<AmiException> error() {
        return Optional.ofNullable(failure);
    }

    /** Result, channel and reason in words. */
    @Override
    public String toString() {
        return "OriginateOutcome[" + result + ", " + (channelName == null ? channelId : channelName) + ", " + detail
                + "]";
    }
}
