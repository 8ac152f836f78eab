// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A module was reloaded.
 *
 * <p>{@code Reload}; read class {@code system}.
 *
 * @param headers everything that came
 */
@Generated
public record ReloadEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Module}. */
    public Optional<String> module() {
        return HeaderValues.text(headers, "Module");
    }

    /** {@code Status}. */
    public OptionalInt status() {
        return HeaderValues.integer(headers, "Status");
    }
}
