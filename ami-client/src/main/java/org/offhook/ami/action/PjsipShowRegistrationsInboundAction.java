// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.InboundRegistrationDetailEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the inbound registrations.
 *
 * <p>{@code PJSIPShowRegistrationsInbound}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipShowRegistrationsInboundAction(AmiHeaders headers)
        implements AmiAction<AmiEventList<InboundRegistrationDetailEvent>> {

    /** The action. */
    public static PjsipShowRegistrationsInboundAction of() {
        return new PjsipShowRegistrationsInboundAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipShowRegistrationsInboundAction actionId(String actionId) {
        return new PjsipShowRegistrationsInboundAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPShowRegistrationsInbound";
    }

    @Override
    public AmiEventList<InboundRegistrationDetailEvent> result(AmiResponse response) {
        return AmiEventList.of(response, InboundRegistrationDetailEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("InboundRegistrationDetailComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
