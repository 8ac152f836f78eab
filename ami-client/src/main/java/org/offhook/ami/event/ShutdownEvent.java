// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * Asterisk is about to stop. It does not always get to say so.
 *
 * <p>{@code Shutdown}; read class {@code system}.
 *
 * @param headers everything that came
 */
@Generated
public record ShutdownEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Shutdown}: {@code Uncleanly}, {@code Cleanly}. */
    public Optional<String> shutdown() {
        return HeaderValues.text(headers, "Shutdown");
    }

    /** {@code Restart}. */
    public Optional<Boolean> restart() {
        return HeaderValues.bool(headers, "Restart");
    }
}
