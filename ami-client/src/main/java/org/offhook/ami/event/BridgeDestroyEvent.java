// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import org.offhook.ami.AmiBridgeEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.BridgeSnapshot;
import org.offhook.ami.internal.Generated;

/**
 * A bridge is gone.
 *
 * <p>{@code BridgeDestroy}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record BridgeDestroyEvent(AmiHeaders headers) implements AmiBridgeEvent {

    @Override
    public BridgeSnapshot bridge() {
        return new BridgeSnapshot(headers, "");
    }
}
