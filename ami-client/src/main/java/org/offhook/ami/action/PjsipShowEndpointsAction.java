// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.EndpointListEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the PJSIP endpoints.
 *
 * <p>{@code PJSIPShowEndpoints}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipShowEndpointsAction(AmiHeaders headers) implements AmiAction<AmiEventList<EndpointListEvent>> {

    /** The action. */
    public static PjsipShowEndpointsAction of() {
        return new PjsipShowEndpointsAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipShowEndpointsAction actionId(String actionId) {
        return new PjsipShowEndpointsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPShowEndpoints";
    }

    @Override
    public AmiEventList<EndpointListEvent> result(AmiResponse response) {
        return AmiEventList.of(response, EndpointListEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("EndpointListComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
