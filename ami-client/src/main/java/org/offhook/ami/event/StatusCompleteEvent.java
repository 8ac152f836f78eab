// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * Ends the list of channels of Status.
 *
 * <p>{@code StatusComplete}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record StatusCompleteEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code ListItems}. */
    public OptionalInt listItems() {
        return HeaderValues.integer(headers, "ListItems");
    }

    /** {@code Items}. */
    public OptionalInt items() {
        return HeaderValues.integer(headers, "Items");
    }
}
