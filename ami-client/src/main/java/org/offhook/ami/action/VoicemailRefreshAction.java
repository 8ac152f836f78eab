// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Has Asterisk look into mailboxes again.
 *
 * <p>{@code VoicemailRefresh}; class {@code user}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record VoicemailRefreshAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static VoicemailRefreshAction of() {
        return new VoicemailRefreshAction(AmiHeaders.EMPTY);
    }

    /** {@code Context}. */
    public VoicemailRefreshAction context(String context) {
        return new VoicemailRefreshAction(headers.with("Context", context));
    }

    /** {@code Mailbox}. */
    public VoicemailRefreshAction mailbox(String mailbox) {
        return new VoicemailRefreshAction(headers.with("Mailbox", mailbox));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public VoicemailRefreshAction actionId(String actionId) {
        return new VoicemailRefreshAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "VoicemailRefresh";
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
