// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.ContactListEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the contacts of PJSIP.
 *
 * <p>{@code PJSIPShowContacts}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipShowContactsAction(AmiHeaders headers) implements AmiAction<AmiEventList<ContactListEvent>> {

    /** The action. */
    public static PjsipShowContactsAction of() {
        return new PjsipShowContactsAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipShowContactsAction actionId(String actionId) {
        return new PjsipShowContactsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPShowContacts";
    }

    @Override
    public AmiEventList<ContactListEvent> result(AmiResponse response) {
        return AmiEventList.of(response, ContactListEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("ContactListComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
