// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * Somebody has another presence.
 *
 * <p>{@code PresenceStateChange}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record PresenceStateChangeEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Presentity}. */
    public Optional<String> presentity() {
        return HeaderValues.text(headers, "Presentity");
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
