// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * Asterisk has found a deadlock in itself.
 *
 * <p>{@code DeadlockStart}, in Asterisk 22, not in 16; read class {@code system}.
 *
 * @param headers everything that came
 */
@Generated
public record DeadlockStartEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Mutex}. */
    public Optional<String> mutex() {
        return HeaderValues.text(headers, "Mutex");
    }
}
