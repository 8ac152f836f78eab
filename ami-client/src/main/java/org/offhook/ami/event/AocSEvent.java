// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;

/**
 * Advice of charge at the start of a call. The rates are a list without a name: see the headers.
 *
 * <p>{@code AOC-S}; read class {@code aoc}.
 *
 * @param headers everything that came
 */
@Generated
public record AocSEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }
}
