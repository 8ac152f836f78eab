// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A way of bridging, in the answer to BridgeTechnologyList.
 *
 * <p>{@code BridgeTechnologyListItem}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record BridgeTechnologyListItemEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code BridgeTechnology}. */
    public Optional<String> bridgeTechnology() {
        return HeaderValues.text(headers, "BridgeTechnology");
    }

    /** {@code BridgeType}. */
    public Optional<String> bridgeType() {
        return HeaderValues.text(headers, "BridgeType");
    }

    /** {@code BridgePriority}. */
    public OptionalInt bridgePriority() {
        return HeaderValues.integer(headers, "BridgePriority");
    }

    /** {@code BridgeSuspended}. */
    public Optional<Boolean> bridgeSuspended() {
        return HeaderValues.bool(headers, "BridgeSuspended");
    }
}
