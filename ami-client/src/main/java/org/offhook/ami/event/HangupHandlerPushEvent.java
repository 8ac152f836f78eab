// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A hang-up handler was put on a channel.
 *
 * <p>{@code HangupHandlerPush}; read class {@code dialplan}.
 *
 * @param headers everything that came
 */
@Generated
public record HangupHandlerPushEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Handler}. */
    public Optional<String> handler() {
        return HeaderValues.text(headers, "Handler");
    }
}
