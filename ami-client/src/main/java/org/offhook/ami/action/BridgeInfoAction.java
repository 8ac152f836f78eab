// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.BridgeInfoChannelEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the channels of a bridge.
 *
 * <p>{@code BridgeInfo}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record BridgeInfoAction(AmiHeaders headers) implements AmiAction<AmiEventList<BridgeInfoChannelEvent>> {

    /**
     * The action with what it needs.
     *
     * @param bridgeUniqueid {@code BridgeUniqueid}.
     */
    public static BridgeInfoAction of(String bridgeUniqueid) {
        return new BridgeInfoAction(AmiHeaders.of("BridgeUniqueid", bridgeUniqueid));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public BridgeInfoAction actionId(String actionId) {
        return new BridgeInfoAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "BridgeInfo";
    }

    @Override
    public AmiEventList<BridgeInfoChannelEvent> result(AmiResponse response) {
        return AmiEventList.of(response, BridgeInfoChannelEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("BridgeInfoComplete");
    }
}
