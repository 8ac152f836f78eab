// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A value of the internal database, in the answer to DBGetTree.
 *
 * <p>{@code DBGetTreeResponse}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record DbGetTreeResponseEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Key}, in Asterisk 22. */
    public Optional<String> key() {
        return HeaderValues.text(headers, "Key");
    }

    /** {@code Val}, in Asterisk 22. */
    public Optional<String> value() {
        return HeaderValues.text(headers, "Val");
    }
}
