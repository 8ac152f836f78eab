// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A fax session, in the answer to FAXSessions.
 *
 * <p>{@code FAXSessionsEntry}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record FaxSessionsEntryEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Channel}. */
    public Optional<String> channelName() {
        return HeaderValues.text(headers, "Channel");
    }

    /** {@code Technology}. */
    public Optional<String> technology() {
        return HeaderValues.text(headers, "Technology");
    }

    /** {@code SessionNumber}. */
    public OptionalInt sessionNumber() {
        return HeaderValues.integer(headers, "SessionNumber");
    }

    /** {@code SessionType}. */
    public Optional<String> sessionType() {
        return HeaderValues.text(headers, "SessionType");
    }

    /** {@code Operation}. */
    public Optional<String> operation() {
        return HeaderValues.text(headers, "Operation");
    }

    /**
     * {@code State}: {@code Uninitialized}, {@code Initialized}, {@code Open}, {@code Active}, {@code Complete}, {@code Reserved}, {@code
     * Inactive}, {@code Unknown}.
     */
    public Optional<String> state() {
        return HeaderValues.text(headers, "State");
    }

    /** {@code Files}. */
    public OptionalInt files() {
        return HeaderValues.integer(headers, "Files");
    }
}
