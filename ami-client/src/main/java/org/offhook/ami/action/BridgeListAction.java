// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.BridgeListItemEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the bridges.
 *
 * <p>{@code BridgeList}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record BridgeListAction(AmiHeaders headers) implements AmiAction<AmiEventList<BridgeListItemEvent>> {

    /** The action. */
    public static BridgeListAction of() {
        return new BridgeListAction(AmiHeaders.EMPTY);
    }

    /** {@code BridgeType}. */
    public BridgeListAction bridgeType(String bridgeType) {
        return new BridgeListAction(headers.with("BridgeType", bridgeType));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public BridgeListAction actionId(String actionId) {
        return new BridgeListAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "BridgeList";
    }

    @Override
    public AmiEventList<BridgeListItemEvent> result(AmiResponse response) {
        return AmiEventList.of(response, BridgeListItemEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("BridgeListComplete");
    }
}
