// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiBridgeEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.BridgeSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A bridge shows another channel's video.
 *
 * <p>{@code BridgeVideoSourceUpdate}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record BridgeVideoSourceUpdateEvent(AmiHeaders headers) implements AmiBridgeEvent {

    @Override
    public BridgeSnapshot bridge() {
        return new BridgeSnapshot(headers, "");
    }

    /** {@code BridgePreviousVideoSource}. */
    public Optional<String> bridgePreviousVideoSource() {
        return HeaderValues.text(headers, "BridgePreviousVideoSource");
    }
}
