// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A recording of a channel was muted or unmuted.
 *
 * <p>{@code MixMonitorMute}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record MixMonitorMuteEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Direction}. */
    public Optional<String> direction() {
        return HeaderValues.text(headers, "Direction");
    }

    /** {@code State}. */
    public Optional<Boolean> muted() {
        return HeaderValues.bool(headers, "State");
    }
}
