// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Describes a PJSIP endpoint by several events, with its passwords.
 *
 * <p>{@code PJSIPShowEndpoint}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipShowEndpointAction(AmiHeaders headers) implements AmiAction<AmiEventList<AmiEvent>> {

    /**
     * The action with what it needs.
     *
     * @param endpoint {@code Endpoint}.
     */
    public static PjsipShowEndpointAction of(String endpoint) {
        return new PjsipShowEndpointAction(AmiHeaders.of("Endpoint", endpoint));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipShowEndpointAction actionId(String actionId) {
        return new PjsipShowEndpointAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPShowEndpoint";
    }

    @Override
    public AmiEventList<AmiEvent> result(AmiResponse response) {
        return AmiEventList.of(response, AmiEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("EndpointDetailComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
