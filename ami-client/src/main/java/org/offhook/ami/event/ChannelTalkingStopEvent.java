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
 * Somebody on a channel has stopped talking.
 *
 * <p>{@code ChannelTalkingStop}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record ChannelTalkingStopEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Duration}. */
    public Optional<Duration> duration() {
        return HeaderValues.millis(headers, "Duration");
    }
}
