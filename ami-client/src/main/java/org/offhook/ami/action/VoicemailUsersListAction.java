// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.VoicemailUserEntryEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the mailboxes.
 *
 * <p>{@code VoicemailUsersList}; any of the classes {@code call}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record VoicemailUsersListAction(AmiHeaders headers) implements AmiAction<AmiEventList<VoicemailUserEntryEvent>> {

    /** The action. */
    public static VoicemailUsersListAction of() {
        return new VoicemailUsersListAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public VoicemailUsersListAction actionId(String actionId) {
        return new VoicemailUsersListAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "VoicemailUsersList";
    }

    @Override
    public AmiEventList<VoicemailUserEntryEvent> result(AmiResponse response) {
        return AmiEventList.of(response, VoicemailUserEntryEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("VoicemailUserEntryComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call", "reporting");
    }
}
