// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.VoicemailBoxDetailEvent;
import org.offhook.ami.internal.Generated;

/**
 * Describes a mailbox in brief.
 *
 * <p>{@code VoicemailBoxSummary}, in Asterisk 22, not in 16; any of the classes {@code call}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record VoicemailBoxSummaryAction(AmiHeaders headers)
        implements AmiAction<AmiEventList<VoicemailBoxDetailEvent>> {

    /**
     * The action with what it needs.
     *
     * @param context {@code Context}.
     * @param mailbox {@code Mailbox}.
     */
    public static VoicemailBoxSummaryAction of(String context, String mailbox) {
        return new VoicemailBoxSummaryAction(AmiHeaders.of("Context", context, "Mailbox", mailbox));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public VoicemailBoxSummaryAction actionId(String actionId) {
        return new VoicemailBoxSummaryAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "VoicemailBoxSummary";
    }

    @Override
    public AmiEventList<VoicemailBoxDetailEvent> result(AmiResponse response) {
        return AmiEventList.of(response, VoicemailBoxDetailEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("VoicemailBoxDetailComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call", "reporting");
    }
}
