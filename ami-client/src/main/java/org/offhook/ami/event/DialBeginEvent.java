// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A channel is called.
 *
 * <p>{@code DialBegin}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record DialBeginEvent(AmiHeaders headers) implements AmiChannelEvent {

    /** The channel whose headers begin with {@code Dest}. */
    public ChannelSnapshot destChannel() {
        return new ChannelSnapshot(headers, "Dest");
    }

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code DialString}. */
    public Optional<String> dialString() {
        return HeaderValues.text(headers, "DialString");
    }
}
