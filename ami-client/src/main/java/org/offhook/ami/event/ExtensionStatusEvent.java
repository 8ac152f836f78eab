// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * An extension with a hint has another state.
 *
 * <p>{@code ExtensionStatus}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record ExtensionStatusEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Exten}. */
    public Optional<String> extension() {
        return HeaderValues.text(headers, "Exten");
    }

    /** {@code Context}. */
    public Optional<String> context() {
        return HeaderValues.text(headers, "Context");
    }

    /** {@code Hint}. */
    public Optional<String> hint() {
        return HeaderValues.text(headers, "Hint");
    }

    /** {@code Status}. */
    public OptionalInt status() {
        return HeaderValues.integer(headers, "Status");
    }

    /** {@code StatusText}. */
    public Optional<String> statusText() {
        return HeaderValues.text(headers, "StatusText");
    }
}
