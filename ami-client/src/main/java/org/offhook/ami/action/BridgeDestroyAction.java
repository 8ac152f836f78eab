// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Destroys a bridge; its channels leave it.
 *
 * <p>{@code BridgeDestroy}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record BridgeDestroyAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param bridgeUniqueid {@code BridgeUniqueid}.
     */
    public static BridgeDestroyAction of(String bridgeUniqueid) {
        return new BridgeDestroyAction(AmiHeaders.of("BridgeUniqueid", bridgeUniqueid));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public BridgeDestroyAction actionId(String actionId) {
        return new BridgeDestroyAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "BridgeDestroy";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
