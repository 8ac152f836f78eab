// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;

/**
 * Copies a message into another mailbox.
 *
 * <p>{@code VoicemailForward}; class {@code user}; in Asterisk 22.
 *
 * @param headers its headers, less {@code Action}
 */
public record VoicemailForwardAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** Copies this message into the inbox of another mailbox of its context: see {@link #to} for others. */
    public static VoicemailForwardAction of(
            String context, String mailbox, String folder, String id, String toMailbox) {
        AmiHeaders from = AmiHeaders.of("Context", context, "Mailbox", mailbox, "Folder", folder, "ID", id);
        return new VoicemailForwardAction(from).to(context, toMailbox, "INBOX");
    }

    /** Copies it there instead. */
    public VoicemailForwardAction to(String context, String mailbox, String folder) {
        return new VoicemailForwardAction(
                headers.with("ToContext", context).with("ToMailbox", mailbox).with("ToFolder", folder));
    }

    @Override
    public String name() {
        return "VoicemailForward";
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
