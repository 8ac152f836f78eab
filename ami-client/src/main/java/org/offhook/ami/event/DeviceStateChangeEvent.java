// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A device has another state.
 *
 * <p>{@code DeviceStateChange}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record DeviceStateChangeEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Device}. */
    public Optional<String> device() {
        return HeaderValues.text(headers, "Device");
    }

    /** {@code State}. */
    public Optional<String> state() {
        return HeaderValues.text(headers, "State");
    }
}
