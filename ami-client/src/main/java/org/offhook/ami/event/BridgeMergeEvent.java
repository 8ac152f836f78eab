// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.BridgeSnapshot;
import org.offhook.ami.internal.Generated;

/**
 * Two bridges become one.
 *
 * <p>{@code BridgeMerge}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record BridgeMergeEvent(AmiHeaders headers) implements AmiEvent {

    /** The bridge whose headers begin with {@code To}. */
    public BridgeSnapshot toBridge() {
        return new BridgeSnapshot(headers, "To");
    }

    /** The bridge whose headers begin with {@code From}. */
    public BridgeSnapshot fromBridge() {
        return new BridgeSnapshot(headers, "From");
    }
}
