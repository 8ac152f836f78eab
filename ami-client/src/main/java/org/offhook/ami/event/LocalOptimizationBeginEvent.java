// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A Local channel is about to be optimised away.
 *
 * <p>{@code LocalOptimizationBegin}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record LocalOptimizationBeginEvent(AmiHeaders headers) implements AmiEvent {

    /** The channel whose headers begin with {@code LocalOne}. */
    public ChannelSnapshot localOne() {
        return new ChannelSnapshot(headers, "LocalOne");
    }

    /** The channel whose headers begin with {@code LocalTwo}. */
    public ChannelSnapshot localTwo() {
        return new ChannelSnapshot(headers, "LocalTwo");
    }

    /** The channel whose headers begin with {@code Source}. */
    public ChannelSnapshot source() {
        return new ChannelSnapshot(headers, "Source");
    }

    /** {@code DestUniqueId}. */
    public Optional<String> destUniqueId() {
        return HeaderValues.text(headers, "DestUniqueId");
    }

    /** {@code Id}. */
    public Optional<String> id() {
        return HeaderValues.text(headers, "Id");
    }
}
