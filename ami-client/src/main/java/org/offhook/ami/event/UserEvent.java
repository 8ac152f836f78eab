// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * An event that the dialplan, or a user of AMI, has made. From AMI it has no channel. Its own headers are among the headers.
 *
 * <p>{@code UserEvent}; read class {@code user}.
 *
 * @param headers everything that came
 */
@Generated
public record UserEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code UserEvent}. */
    public Optional<String> userEvent() {
        return HeaderValues.text(headers, "UserEvent");
    }
}
