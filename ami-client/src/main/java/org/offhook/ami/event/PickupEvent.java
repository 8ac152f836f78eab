// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;

/**
 * A channel has picked up another's call.
 *
 * <p>{@code Pickup}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record PickupEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** The channel whose headers begin with {@code Target}. */
    public ChannelSnapshot target() {
        return new ChannelSnapshot(headers, "Target");
    }
}
