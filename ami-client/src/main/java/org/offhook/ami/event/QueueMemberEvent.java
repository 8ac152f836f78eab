// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A member of a queue, in the answer to QueueStatus.
 *
 * <p>{@code QueueMember}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record QueueMemberEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Queue}. */
    public Optional<String> queue() {
        return HeaderValues.text(headers, "Queue");
    }

    /** {@code Name}. */
    public Optional<String> memberName() {
        return HeaderValues.text(headers, "Name");
    }

    /** {@code Location}. */
    public Optional<String> location() {
        return HeaderValues.text(headers, "Location");
    }

    /** {@code StateInterface}. */
    public Optional<String> stateInterface() {
        return HeaderValues.text(headers, "StateInterface");
    }

    /** {@code Membership}. */
    public Optional<String> membership() {
        return HeaderValues.text(headers, "Membership");
    }

    /** {@code Penalty}. */
    public OptionalInt penalty() {
        return HeaderValues.integer(headers, "Penalty");
    }

    /** {@code CallsTaken}. */
    public OptionalInt callsTaken() {
        return HeaderValues.integer(headers, "CallsTaken");
    }

    /** {@code LastCall}. */
    public Optional<Instant> lastCall() {
        return HeaderValues.epoch(headers, "LastCall");
    }

    /** {@code LastPause}. */
    public Optional<Instant> lastPause() {
        return HeaderValues.epoch(headers, "LastPause");
    }

    /** {@code LoginTime}. */
    public Optional<Instant> loginTime() {
        return HeaderValues.epoch(headers, "LoginTime");
    }

    /** {@code InCall}. */
    public Optional<Boolean> inCall() {
        return HeaderValues.bool(headers, "InCall");
    }

    /** {@code Status}. */
    public OptionalInt status() {
        return HeaderValues.integer(headers, "Status");
    }

    /** {@code Paused}. */
    public Optional<Boolean> paused() {
        return HeaderValues.bool(headers, "Paused");
    }

    /** {@code PausedReason}. */
    public Optional<String> pausedReason() {
        return HeaderValues.text(headers, "PausedReason");
    }

    /** {@code Wrapuptime}. */
    public Optional<Duration> wrapUpTime() {
        return HeaderValues.seconds(headers, "Wrapuptime");
    }
}
