// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A SIP session has timed out.
 *
 * <p>{@code SessionTimeout}, in Asterisk 16, no longer in 22; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record SessionTimeoutEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Source}: {@code RTPTimeout}, {@code SIPSessionTimer}. */
    public Optional<String> source() {
        return HeaderValues.text(headers, "Source");
    }
}
