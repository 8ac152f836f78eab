// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * Do not disturb was switched on a DAHDI channel.
 *
 * <p>{@code DNDState}; read class {@code system}.
 *
 * @param headers everything that came
 */
@Generated
public record DndStateEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code DAHDIChannel}. */
    public Optional<String> dahdiChannel() {
        return HeaderValues.text(headers, "DAHDIChannel");
    }

    /** {@code Status}: {@code enabled}, {@code disabled}. */
    public Optional<String> status() {
        return HeaderValues.text(headers, "Status");
    }
}
