// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A mobile phone of chan_mobile has connected or disconnected.
 *
 * <p>{@code MobileStatus}; read class {@code system}.
 *
 * @param headers everything that came
 */
@Generated
public record MobileStatusEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Status}. */
    public Optional<String> status() {
        return HeaderValues.text(headers, "Status");
    }

    /** {@code Device}. */
    public Optional<String> device() {
        return HeaderValues.text(headers, "Device");
    }
}
