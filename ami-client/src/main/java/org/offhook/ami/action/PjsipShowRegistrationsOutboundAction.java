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
 * Lists the outbound registrations, with their passwords.
 *
 * <p>{@code PJSIPShowRegistrationsOutbound}; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipShowRegistrationsOutboundAction(AmiHeaders headers) implements AmiAction<AmiEventList<AmiEvent>> {

    /** The action. */
    public static PjsipShowRegistrationsOutboundAction of() {
        return new PjsipShowRegistrationsOutboundAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipShowRegistrationsOutboundAction actionId(String actionId) {
        return new PjsipShowRegistrationsOutboundAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPShowRegistrationsOutbound";
    }

    @Override
    public AmiEventList<AmiEvent> result(AmiResponse response) {
        return AmiEventList.of(response, AmiEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("OutboundRegistrationDetailComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting", "system");
    }
}
