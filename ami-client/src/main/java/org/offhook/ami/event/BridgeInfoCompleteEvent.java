// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.OptionalInt;
import org.offhook.ami.AmiBridgeEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.BridgeSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * Ends the list of a bridge's channels, and describes the bridge.
 *
 * <p>{@code BridgeInfoComplete}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record BridgeInfoCompleteEvent(AmiHeaders headers) implements AmiBridgeEvent {

    @Override
    public BridgeSnapshot bridge() {
        return new BridgeSnapshot(headers, "");
    }

    /** {@code ListItems}. */
    public OptionalInt listItems() {
        return HeaderValues.integer(headers, "ListItems");
    }
}
