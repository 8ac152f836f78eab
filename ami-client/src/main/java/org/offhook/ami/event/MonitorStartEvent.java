// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;

/**
 * A channel is recorded by Monitor from now on.
 *
 * <p>{@code MonitorStart}, in Asterisk 16, no longer in 22; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record MonitorStartEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }
}
