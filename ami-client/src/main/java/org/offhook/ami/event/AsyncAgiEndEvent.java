// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;

/**
 * A channel has left AsyncAGI.
 *
 * <p>{@code AsyncAGIEnd}; read class {@code agi}.
 *
 * @param headers everything that came
 */
@Generated
public record AsyncAgiEndEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }
}
