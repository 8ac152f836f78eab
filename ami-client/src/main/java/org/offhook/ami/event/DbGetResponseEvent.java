// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A value of the internal database.
 *
 * <p>{@code DBGetResponse}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record DbGetResponseEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Family}. */
    public Optional<String> family() {
        return HeaderValues.text(headers, "Family");
    }

    /** {@code Key}. */
    public Optional<String> key() {
        return HeaderValues.text(headers, "Key");
    }

    /** {@code Val}. */
    public Optional<String> value() {
        return HeaderValues.text(headers, "Val");
    }
}
