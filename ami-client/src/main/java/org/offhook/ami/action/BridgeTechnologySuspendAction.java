// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Takes a way of bridging out of use.
 *
 * <p>{@code BridgeTechnologySuspend}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record BridgeTechnologySuspendAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param bridgeTechnology {@code BridgeTechnology}.
     */
    public static BridgeTechnologySuspendAction of(String bridgeTechnology) {
        return new BridgeTechnologySuspendAction(AmiHeaders.of("BridgeTechnology", bridgeTechnology));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public BridgeTechnologySuspendAction actionId(String actionId) {
        return new BridgeTechnologySuspendAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "BridgeTechnologySuspend";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
