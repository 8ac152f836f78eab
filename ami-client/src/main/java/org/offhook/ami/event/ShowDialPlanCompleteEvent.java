// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * Ends the list of the dialplan's lines.
 *
 * <p>{@code ShowDialPlanComplete}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record ShowDialPlanCompleteEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code ListItems}. */
    public OptionalInt listItems() {
        return HeaderValues.integer(headers, "ListItems");
    }

    /** {@code ListExtensions}. */
    public OptionalInt listExtensions() {
        return HeaderValues.integer(headers, "ListExtensions");
    }

    /** {@code ListPriorities}. */
    public OptionalInt listPriorities() {
        return HeaderValues.integer(headers, "ListPriorities");
    }

    /** {@code ListContexts}. */
    public OptionalInt listContexts() {
        return HeaderValues.integer(headers, "ListContexts");
    }
}
