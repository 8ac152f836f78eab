// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Removes a message.
 *
 * <p>{@code VoicemailRemove}, in Asterisk 22, not in 16; class {@code user}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record VoicemailRemoveAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param context {@code Context}.
     * @param mailbox {@code Mailbox}.
     * @param folder {@code Folder}.
     * @param id {@code ID}.
     */
    public static VoicemailRemoveAction of(String context, String mailbox, String folder, String id) {
        return new VoicemailRemoveAction(
                AmiHeaders.of("Context", context, "Mailbox", mailbox, "Folder", folder, "ID", id));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public VoicemailRemoveAction actionId(String actionId) {
        return new VoicemailRemoveAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "VoicemailRemove";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("user");
    }
}
