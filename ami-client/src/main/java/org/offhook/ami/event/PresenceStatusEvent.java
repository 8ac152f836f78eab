// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * An extension with a presence hint has another presence.
 *
 * <p>{@code PresenceStatus}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record PresenceStatusEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Exten}. */
    public Optional<String> extension() {
        return HeaderValues.text(headers, "Exten");
    }

    /** {@code Context}. */
    public Optional<String> context() {
        return HeaderValues.text(headers, "Context");
    }

    /** {@code Hint}. */
    public Optional<String> hint() {
        return HeaderValues.text(headers, "Hint");
    }

    /** {@code Status}. */
    public Optional<String> status() {
        return HeaderValues.text(headers, "Status");
    }

    /** {@code Subtype}. */
    public Optional<String> subtype() {
        return HeaderValues.text(headers, "Subtype");
    }

    /** {@code Message}. */
    public Optional<String> message() {
        return HeaderValues.text(headers, "Message");
    }
}
