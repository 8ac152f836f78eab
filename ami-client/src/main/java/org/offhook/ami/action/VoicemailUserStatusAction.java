// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.VoicemailUserDetailEvent;
import org.offhook.ami.internal.Generated;

/**
 * Describes a mailbox.
 *
 * <p>{@code VoicemailUserStatus}; any of the classes {@code call}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record VoicemailUserStatusAction(AmiHeaders headers)
        implements AmiAction<AmiEventList<VoicemailUserDetailEvent>> {

    /**
     * The action with what it needs.
     *
     * @param context {@code Context}.
     * @param mailbox {@code Mailbox}.
     */
    public static VoicemailUserStatusAction of(String context, String mailbox) {
        return new VoicemailUserStatusAction(AmiHeaders.of("Context", context, "Mailbox", mailbox));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public VoicemailUserStatusAction actionId(String actionId) {
        return new VoicemailUserStatusAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "VoicemailUserStatus";
    }

    @Override
    public AmiEventList<VoicemailUserDetailEvent> result(AmiResponse response) {
        return AmiEventList.of(response, VoicemailUserDetailEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("VoicemailUserDetailComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call", "reporting");
    }
}
