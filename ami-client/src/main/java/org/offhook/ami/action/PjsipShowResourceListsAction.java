// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.ResourceListDetailEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the resource lists.
 *
 * <p>{@code PJSIPShowResourceLists}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipShowResourceListsAction(AmiHeaders headers)
        implements AmiAction<AmiEventList<ResourceListDetailEvent>> {

    /** The action. */
    public static PjsipShowResourceListsAction of() {
        return new PjsipShowResourceListsAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipShowResourceListsAction actionId(String actionId) {
        return new PjsipShowResourceListsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPShowResourceLists";
    }

    @Override
    public AmiEventList<ResourceListDetailEvent> result(AmiResponse response) {
        return AmiEventList.of(response, ResourceListDetailEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("ResourceListDetailComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
