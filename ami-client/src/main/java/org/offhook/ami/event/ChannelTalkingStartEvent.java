// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;

/**
 * Somebody on a channel begins to talk. Needs TALK_DETECT.
 *
 * <p>{@code ChannelTalkingStart}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record ChannelTalkingStartEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }
}
