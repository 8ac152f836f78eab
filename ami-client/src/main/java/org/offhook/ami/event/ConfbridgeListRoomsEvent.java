// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A conference, in the answer to ConfbridgeListRooms.
 *
 * <p>{@code ConfbridgeListRooms}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record ConfbridgeListRoomsEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Conference}. */
    public Optional<String> conference() {
        return HeaderValues.text(headers, "Conference");
    }

    /** {@code Parties}. */
    public OptionalInt parties() {
        return HeaderValues.integer(headers, "Parties");
    }

    /** {@code Marked}. */
    public OptionalInt marked() {
        return HeaderValues.integer(headers, "Marked");
    }

    /** {@code Locked}. */
    public Optional<Boolean> locked() {
        return HeaderValues.bool(headers, "Locked");
    }

    /** {@code Muted}. */
    public Optional<Boolean> muted() {
        return HeaderValues.bool(headers, "Muted");
    }
}
