// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A called channel rings, or reports progress.
 *
 * <p>{@code DialState}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record DialStateEvent(AmiHeaders headers) implements AmiChannelEvent {

    /** The channel whose headers begin with {@code Dest}. */
    public ChannelSnapshot destChannel() {
        return new ChannelSnapshot(headers, "Dest");
    }

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code DialStatus}: {@code RINGING}, {@code PROCEEDING}, {@code PROGRESS}. */
    public Optional<String> dialStatus() {
        return HeaderValues.text(headers, "DialStatus");
    }

    /** {@code Forward}. */
    public Optional<String> forward() {
        return HeaderValues.text(headers, "Forward");
    }
}
