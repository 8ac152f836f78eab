// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;

/**
 * A channel in a bridge, in the answer to BridgeInfo.
 *
 * <p>{@code BridgeInfoChannel}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record BridgeInfoChannelEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }
}
