// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A channel was put on hold.
 *
 * <p>{@code Hold}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record HoldEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code MusicClass}. */
    public Optional<String> musicClass() {
        return HeaderValues.text(headers, "MusicClass");
    }
}
