// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A channel that the action Hangup has hung up by its pattern.
 *
 * <p>{@code ChannelHungup}.
 *
 * @param headers everything that came
 */
@Generated
public record ChannelHungupEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Channel}. */
    public Optional<String> channelName() {
        return HeaderValues.text(headers, "Channel");
    }
}
