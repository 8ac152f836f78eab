// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Puts a channel out of a bridge.
 *
 * <p>{@code BridgeKick}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record BridgeKickAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     */
    public static BridgeKickAction of(String channel) {
        return new BridgeKickAction(AmiHeaders.of("Channel", channel));
    }

    /** {@code BridgeUniqueid}. */
    public BridgeKickAction bridgeUniqueid(String bridgeUniqueid) {
        return new BridgeKickAction(headers.with("BridgeUniqueid", bridgeUniqueid));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public BridgeKickAction actionId(String actionId) {
        return new BridgeKickAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "BridgeKick";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
