// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A queue in brief, in the answer to QueueSummary.
 *
 * <p>{@code QueueSummary}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record QueueSummaryEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Queue}. */
    public Optional<String> queue() {
        return HeaderValues.text(headers, "Queue");
    }

    /** {@code LoggedIn}. */
    public OptionalInt loggedIn() {
        return HeaderValues.integer(headers, "LoggedIn");
    }

    /** {@code Available}. */
    public OptionalInt available() {
        return HeaderValues.integer(headers, "Available");
    }

    /** {@code Callers}. */
    public OptionalInt callers() {
        return HeaderValues.integer(headers, "Callers");
    }

    /** {@code HoldTime}. */
    public Optional<Duration> holdTime() {
        return HeaderValues.seconds(headers, "HoldTime");
    }

    /** {@code TalkTime}. */
    public Optional<Duration> talkTime() {
        return HeaderValues.seconds(headers, "TalkTime");
    }

    /** {@code LongestHoldTime}. */
    public Optional<Duration> longestHoldTime() {
        return HeaderValues.seconds(headers, "LongestHoldTime");
    }
}
