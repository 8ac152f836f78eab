// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Sends an XMPP message.
 *
 * <p>{@code JabberSend}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record JabberSendAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param jabber {@code Jabber}.
     * @param jid {@code JID}.
     * @param message {@code Message}.
     */
    public static JabberSendAction of(String jabber, String jid, String message) {
        return new JabberSendAction(AmiHeaders.of("Jabber", jabber, "JID", jid, "Message", message));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public JabberSendAction actionId(String actionId) {
        return new JabberSendAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "JabberSend";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
