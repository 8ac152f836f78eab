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
 * A caller who waits in a queue, in the answer to QueueStatus.
 *
 * <p>{@code QueueEntry}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record QueueEntryEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Queue}. */
    public Optional<String> queue() {
        return HeaderValues.text(headers, "Queue");
    }

    /** {@code Position}. */
    public OptionalInt position() {
        return HeaderValues.integer(headers, "Position");
    }

    /** {@code Channel}. */
    public Optional<String> channelName() {
        return HeaderValues.text(headers, "Channel");
    }

    /** {@code Uniqueid}. */
    public Optional<String> uniqueId() {
        return HeaderValues.text(headers, "Uniqueid");
    }

    /** {@code CallerIDNum}. */
    public Optional<String> callerIdNumber() {
        return HeaderValues.party(headers, "CallerIDNum");
    }

    /** {@code CallerIDName}. */
    public Optional<String> callerIdName() {
        return HeaderValues.party(headers, "CallerIDName");
    }

    /** {@code ConnectedLineNum}. */
    public Optional<String> connectedLineNumber() {
        return HeaderValues.party(headers, "ConnectedLineNum");
    }

    /** {@code ConnectedLineName}. */
    public Optional<String> connectedLineName() {
        return HeaderValues.party(headers, "ConnectedLineName");
    }

    /** {@code Wait}. */
    public Optional<Duration> waitTime() {
        return HeaderValues.seconds(headers, "Wait");
    }

    /** {@code Priority}. */
    public OptionalInt priority() {
        return HeaderValues.integer(headers, "Priority");
    }
}
