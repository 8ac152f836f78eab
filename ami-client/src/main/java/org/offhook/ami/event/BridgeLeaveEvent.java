// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import org.offhook.ami.AmiBridgeEvent;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.BridgeSnapshot;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;

/**
 * A channel has left a bridge.
 *
 * <p>{@code BridgeLeave}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record BridgeLeaveEvent(AmiHeaders headers) implements AmiChannelEvent, AmiBridgeEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    @Override
    public BridgeSnapshot bridge() {
        return new BridgeSnapshot(headers, "");
    }
}
