// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.state;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.HeaderValues;

/**
 * A member of a queue: a view of what Asterisk last said of it, by an event or in a list.
 *
 * @param headers everything that came
 */
public record PbxQueueMember(AmiHeaders headers) {

    /** What it is called by, and known by in its queue, such as {@code PJSIP/100} or {@code Local/100@agents/n}. */
    public String interfaceName() {
        return headers.find("Interface").or(() -> headers.find("Location")).orElse("");
    }

    /** Its name for people. */
    public Optional<String> name() {
        return HeaderValues.text(headers, "MemberName").or(() -> HeaderValues.text(headers, "Name"));
    }

    /** The device whose state counts for it; mostly the interface itself. */
    public Optional<String> stateInterface() {
        return HeaderValues.text(headers, "StateInterface");
    }

    /** Where it comes from: {@code dynamic}, {@code static} or {@code realtime}. */
    public Optional<String> membership() {
        return HeaderValues.text(headers, "Membership");
    }

    /** The state of its device as a number: 1 not in use, 2 in use, 3 busy, 4 invalid, 5 unavailable, 6 ringing, 7 ringing in use, 8 on hold; 0 unknown. */
    public OptionalInt status() {
        return HeaderValues.integer(headers, "Status");
    }

    /** Whether it takes a break from this queue. */
    public boolean paused() {
        return HeaderValues.bool(headers, "Paused").orElse(false);
    }

    /** Why it is paused, if somebody said. */
    public Optional<String> pausedReason() {
        return HeaderValues.text(headers, "PausedReason");
    }

    /** Its penalty: members with a lower one are called first. */
    public OptionalInt penalty() {
        return HeaderValues.integer(headers, "Penalty");
    }

    /** Whether it had a call of this queue when the queue was read last: events do not tell. {@link #headers} has all of that reading. */
    public boolean inCall() {
        return HeaderValues.bool(headers, "InCall").orElse(false);
    }

    /** How many calls of this queue it has taken. */
    public OptionalInt callsTaken() {
        return HeaderValues.integer(headers, "CallsTaken");
    }

    /** When its last call ended; empty when it had none. */
    public Optional<Instant> lastCall() {
        return HeaderValues.epoch(headers, "LastCall");
    }
}
