// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.OptionalInt;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A channel is asked to hang up, with a cause.
 *
 * <p>{@code SoftHangupRequest}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record SoftHangupRequestEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Cause}. */
    public OptionalInt cause() {
        return HeaderValues.integer(headers, "Cause");
    }
}
