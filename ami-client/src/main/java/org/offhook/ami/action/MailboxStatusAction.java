// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Asks whether a mailbox has new messages.
 *
 * <p>{@code MailboxStatus}; any of the classes {@code call}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record MailboxStatusAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param mailbox {@code Mailbox}.
     */
    public static MailboxStatusAction of(String mailbox) {
        return new MailboxStatusAction(AmiHeaders.of("Mailbox", mailbox));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public MailboxStatusAction actionId(String actionId) {
        return new MailboxStatusAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "MailboxStatus";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call", "reporting");
    }
}
