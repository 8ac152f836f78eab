// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;

/**
 * A channel has stopped listening to another.
 *
 * <p>{@code ChanSpyStop}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record ChanSpyStopEvent(AmiHeaders headers) implements AmiEvent {

    /** The channel whose headers begin with {@code Spyer}. */
    public ChannelSnapshot spyer() {
        return new ChannelSnapshot(headers, "Spyer");
    }

    /** The channel whose headers begin with {@code Spyee}. */
    public ChannelSnapshot spyee() {
        return new ChannelSnapshot(headers, "Spyee");
    }
}
