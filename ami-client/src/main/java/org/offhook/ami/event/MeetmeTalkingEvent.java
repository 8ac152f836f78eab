// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A user of a MeetMe conference begins or stops talking.
 *
 * <p>{@code MeetmeTalking}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record MeetmeTalkingEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Meetme}. */
    public Optional<String> meetme() {
        return HeaderValues.text(headers, "Meetme");
    }

    /** {@code User}. */
    public Optional<String> user() {
        return HeaderValues.text(headers, "User");
    }

    /** {@code Duration}. */
    public Optional<Duration> duration() {
        return HeaderValues.seconds(headers, "Duration");
    }

    /** {@code Status}. */
    public Optional<Boolean> talking() {
        return HeaderValues.bool(headers, "Status");
    }
}
