// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * The alarm of a DAHDI channel is over.
 *
 * <p>{@code AlarmClear}; read class {@code system}.
 *
 * @param headers everything that came
 */
@Generated
public record AlarmClearEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code DAHDIChannel}. */
    public Optional<String> dahdiChannel() {
        return HeaderValues.text(headers, "DAHDIChannel");
    }
}
