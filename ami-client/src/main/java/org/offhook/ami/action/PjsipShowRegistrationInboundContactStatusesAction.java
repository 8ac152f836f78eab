// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.ContactStatusDetailEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the contacts of inbound registrations, with their status.
 *
 * <p>{@code PJSIPShowRegistrationInboundContactStatuses}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipShowRegistrationInboundContactStatusesAction(AmiHeaders headers)
        implements AmiAction<AmiEventList<ContactStatusDetailEvent>> {

    /** The action. */
    public static PjsipShowRegistrationInboundContactStatusesAction of() {
        return new PjsipShowRegistrationInboundContactStatusesAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipShowRegistrationInboundContactStatusesAction actionId(String actionId) {
        return new PjsipShowRegistrationInboundContactStatusesAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPShowRegistrationInboundContactStatuses";
    }

    @Override
    public AmiEventList<ContactStatusDetailEvent> result(AmiResponse response) {
        return AmiEventList.of(response, ContactStatusDetailEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("ContactStatusDetailComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
