// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Puts a way of bridging back in use.
 *
 * <p>{@code BridgeTechnologyUnsuspend}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record BridgeTechnologyUnsuspendAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param bridgeTechnology {@code BridgeTechnology}.
     */
    public static BridgeTechnologyUnsuspendAction of(String bridgeTechnology) {
        return new BridgeTechnologyUnsuspendAction(AmiHeaders.of("BridgeTechnology", bridgeTechnology));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public BridgeTechnologyUnsuspendAction actionId(String actionId) {
        return new BridgeTechnologyUnsuspendAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "BridgeTechnologyUnsuspend";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
