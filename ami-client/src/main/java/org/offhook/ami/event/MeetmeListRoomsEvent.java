// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A MeetMe conference, in the answer to MeetmeListRooms.
 *
 * <p>{@code MeetmeListRooms}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record MeetmeListRoomsEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Conference}, in Asterisk 22. */
    public Optional<String> conference() {
        return HeaderValues.text(headers, "Conference");
    }

    /** {@code Parties}, in Asterisk 22. */
    public OptionalInt parties() {
        return HeaderValues.integer(headers, "Parties");
    }

    /** {@code Marked}, in Asterisk 22. */
    public OptionalInt marked() {
        return HeaderValues.integer(headers, "Marked");
    }

    /** {@code Activity}, in Asterisk 22. */
    public Optional<String> activity() {
        return HeaderValues.text(headers, "Activity");
    }

    /** {@code Creation}, in Asterisk 22. */
    public Optional<String> creation() {
        return HeaderValues.text(headers, "Creation");
    }

    /** {@code Locked}, in Asterisk 22. */
    public Optional<Boolean> locked() {
        return HeaderValues.bool(headers, "Locked");
    }
}
