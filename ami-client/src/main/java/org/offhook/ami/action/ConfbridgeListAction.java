// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.ConfbridgeListEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the channels of a conference. An error when there is none.
 *
 * <p>{@code ConfbridgeList}; class {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ConfbridgeListAction(AmiHeaders headers) implements AmiAction<AmiEventList<ConfbridgeListEvent>> {

    /**
     * The action with what it needs.
     *
     * @param conference {@code Conference}.
     */
    public static ConfbridgeListAction of(String conference) {
        return new ConfbridgeListAction(AmiHeaders.of("Conference", conference));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ConfbridgeListAction actionId(String actionId) {
        return new ConfbridgeListAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ConfbridgeList";
    }

    @Override
    public AmiEventList<ConfbridgeListEvent> result(AmiResponse response) {
        return AmiEventList.of(response, ConfbridgeListEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("ConfbridgeListComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting");
    }
}
