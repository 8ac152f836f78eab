// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Moves a message into another folder of its mailbox.
 *
 * <p>{@code VoicemailMove}, in Asterisk 22, not in 16; class {@code user}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record VoicemailMoveAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param context {@code Context}.
     * @param mailbox {@code Mailbox}.
     * @param folder {@code Folder}.
     * @param id {@code ID}.
     * @param toFolder {@code ToFolder}.
     */
    public static VoicemailMoveAction of(String context, String mailbox, String folder, String id, String toFolder) {
        return new VoicemailMoveAction(AmiHeaders.of(
                "Context", context, "Mailbox", mailbox, "Folder", folder, "ID", id, "ToFolder", toFolder));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public VoicemailMoveAction actionId(String actionId) {
        return new VoicemailMoveAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "VoicemailMove";
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
