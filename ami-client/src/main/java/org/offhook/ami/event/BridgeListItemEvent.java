// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import org.offhook.ami.AmiBridgeEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.BridgeSnapshot;
import org.offhook.ami.internal.Generated;

/**
 * A bridge, in the answer to BridgeList.
 *
 * <p>{@code BridgeListItem}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record BridgeListItemEvent(AmiHeaders headers) implements AmiBridgeEvent {

    @Override
    public BridgeSnapshot bridge() {
        return new BridgeSnapshot(headers, "");
    }
}
