// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A mailbox, in the answer to MWIGet.
 *
 * <p>{@code MWIGet}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record MwiGetEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Mailbox}. */
    public Optional<String> mailbox() {
        return HeaderValues.text(headers, "Mailbox");
    }

    /** {@code OldMessages}. */
    public OptionalInt oldMessages() {
        return HeaderValues.integer(headers, "OldMessages");
    }

    /** {@code NewMessages}. */
    public OptionalInt newMessages() {
        return HeaderValues.integer(headers, "NewMessages");
    }
}
