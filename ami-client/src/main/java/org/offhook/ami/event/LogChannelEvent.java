// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A log file was switched on or off.
 *
 * <p>{@code LogChannel}; read class {@code system}.
 *
 * @param headers everything that came
 */
@Generated
public record LogChannelEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Channel}. */
    public Optional<String> logChannel() {
        return HeaderValues.text(headers, "Channel");
    }

    /** {@code Enabled}. */
    public Optional<Boolean> enabled() {
        return HeaderValues.bool(headers, "Enabled");
    }

    /** {@code Reason}. */
    public Optional<String> reason() {
        return HeaderValues.text(headers, "Reason");
    }
}
