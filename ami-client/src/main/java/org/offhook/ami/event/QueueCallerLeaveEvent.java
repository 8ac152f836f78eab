// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A caller has left a queue.
 *
 * <p>{@code QueueCallerLeave}; read class {@code agent}.
 *
 * @param headers everything that came
 */
@Generated
public record QueueCallerLeaveEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Queue}. */
    public Optional<String> queue() {
        return HeaderValues.text(headers, "Queue");
    }

    /** {@code Position}. */
    public OptionalInt position() {
        return HeaderValues.integer(headers, "Position");
    }

    /** {@code Count}. */
    public OptionalInt count() {
        return HeaderValues.integer(headers, "Count");
    }
}
