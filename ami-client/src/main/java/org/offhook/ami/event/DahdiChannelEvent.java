// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A channel uses a DAHDI channel.
 *
 * <p>{@code DAHDIChannel}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record DahdiChannelEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code DAHDIGroup}. */
    public OptionalLong dahdiGroup() {
        return HeaderValues.number(headers, "DAHDIGroup");
    }

    /** {@code DAHDISpan}. */
    public OptionalInt dahdiSpan() {
        return HeaderValues.integer(headers, "DAHDISpan");
    }

    /** {@code DAHDIChannel}. */
    public Optional<String> dahdiChannel() {
        return HeaderValues.text(headers, "DAHDIChannel");
    }
}
