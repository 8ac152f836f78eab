// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A caller calls again for call completion.
 *
 * <p>{@code CCCallerRecalling}; read class {@code cc}.
 *
 * @param headers everything that came
 */
@Generated
public record CcCallerRecallingEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code CoreID}. */
    public OptionalInt coreId() {
        return HeaderValues.integer(headers, "CoreID");
    }

    /** {@code Caller}. */
    public Optional<String> caller() {
        return HeaderValues.text(headers, "Caller");
    }
}
