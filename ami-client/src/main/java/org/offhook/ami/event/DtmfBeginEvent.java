// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A digit begins.
 *
 * <p>{@code DTMFBegin}; read class {@code dtmf}.
 *
 * @param headers everything that came
 */
@Generated
public record DtmfBeginEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Digit}. */
    public Optional<String> digit() {
        return HeaderValues.text(headers, "Digit");
    }

    /** {@code Direction}: {@code Received}, {@code Sent}. */
    public Optional<String> direction() {
        return HeaderValues.text(headers, "Direction");
    }
}
