// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * Ends the list of outbound subscriptions.
 *
 * <p>{@code OutboundSubscriptionDetailComplete}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record OutboundSubscriptionDetailCompleteEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code ListItems}. */
    public OptionalInt listItems() {
        return HeaderValues.integer(headers, "ListItems");
    }
}
