// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.MwiGetEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists mailboxes kept from outside.
 *
 * <p>{@code MWIGet}; any of the classes {@code call}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record MwiGetAction(AmiHeaders headers) implements AmiAction<AmiEventList<MwiGetEvent>> {

    /**
     * The action with what it needs.
     *
     * @param mailbox {@code Mailbox}.
     */
    public static MwiGetAction of(String mailbox) {
        return new MwiGetAction(AmiHeaders.of("Mailbox", mailbox));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public MwiGetAction actionId(String actionId) {
        return new MwiGetAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "MWIGet";
    }

    @Override
    public AmiEventList<MwiGetEvent> result(AmiResponse response) {
        return AmiEventList.of(response, MwiGetEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("MWIGetComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call", "reporting");
    }
}
