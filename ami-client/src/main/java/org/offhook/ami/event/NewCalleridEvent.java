// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A channel has another caller id.
 *
 * <p>{@code NewCallerid}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record NewCalleridEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code CID-CallingPres}. */
    public Optional<String> callingPresentation() {
        return HeaderValues.text(headers, "CID-CallingPres");
    }
}
