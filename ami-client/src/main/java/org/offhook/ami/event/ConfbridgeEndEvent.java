// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiBridgeEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.BridgeSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A conference has ended.
 *
 * <p>{@code ConfbridgeEnd}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record ConfbridgeEndEvent(AmiHeaders headers) implements AmiBridgeEvent {

    @Override
    public BridgeSnapshot bridge() {
        return new BridgeSnapshot(headers, "");
    }

    /** {@code Conference}. */
    public Optional<String> conference() {
        return HeaderValues.text(headers, "Conference");
    }
}
