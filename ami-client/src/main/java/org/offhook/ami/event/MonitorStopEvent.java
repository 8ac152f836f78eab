// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;

/**
 * A channel is no longer recorded by Monitor.
 *
 * <p>{@code MonitorStop}, in Asterisk 16, no longer in 22; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record MonitorStopEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }
}
