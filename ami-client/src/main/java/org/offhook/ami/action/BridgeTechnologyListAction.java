// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.BridgeTechnologyListItemEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the ways of bridging.
 *
 * <p>{@code BridgeTechnologyList}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record BridgeTechnologyListAction(AmiHeaders headers)
        implements AmiAction<AmiEventList<BridgeTechnologyListItemEvent>> {

    /** The action. */
    public static BridgeTechnologyListAction of() {
        return new BridgeTechnologyListAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public BridgeTechnologyListAction actionId(String actionId) {
        return new BridgeTechnologyListAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "BridgeTechnologyList";
    }

    @Override
    public AmiEventList<BridgeTechnologyListItemEvent> result(AmiResponse response) {
        return AmiEventList.of(response, BridgeTechnologyListItemEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("BridgeTechnologyListComplete");
    }
}
