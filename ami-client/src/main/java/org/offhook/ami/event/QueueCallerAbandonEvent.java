// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A caller has hung up while waiting in a queue.
 *
 * <p>{@code QueueCallerAbandon}; read class {@code agent}.
 *
 * @param headers everything that came
 */
@Generated
public record QueueCallerAbandonEvent(AmiHeaders headers) implements AmiChannelEvent {

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

    /** {@code OriginalPosition}. */
    public OptionalInt originalPosition() {
        return HeaderValues.integer(headers, "OriginalPosition");
    }

    /** {@code HoldTime}. */
    public Optional<Duration> holdTime() {
        return HeaderValues.seconds(headers, "HoldTime");
    }
}
