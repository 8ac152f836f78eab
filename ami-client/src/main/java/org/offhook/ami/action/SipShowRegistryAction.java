// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.RegistryEntryEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the outbound registrations of SIP.
 *
 * <p>{@code SIPshowregistry}, in Asterisk 16, no longer in 22; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record SipShowRegistryAction(AmiHeaders headers) implements AmiAction<AmiEventList<RegistryEntryEvent>> {

    /** The action. */
    public static SipShowRegistryAction of() {
        return new SipShowRegistryAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public SipShowRegistryAction actionId(String actionId) {
        return new SipShowRegistryAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "SIPshowregistry";
    }

    @Override
    public AmiEventList<RegistryEntryEvent> result(AmiResponse response) {
        return AmiEventList.of(response, RegistryEntryEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("RegistrationsComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting", "system");
    }
}
