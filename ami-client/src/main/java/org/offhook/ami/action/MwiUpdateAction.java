// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Sets the numbers of messages of a mailbox kept from outside.
 *
 * <p>{@code MWIUpdate}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record MwiUpdateAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param mailbox {@code Mailbox}.
     */
    public static MwiUpdateAction of(String mailbox) {
        return new MwiUpdateAction(AmiHeaders.of("Mailbox", mailbox));
    }

    /** {@code OldMessages}. */
    public MwiUpdateAction oldMessages(int oldMessages) {
        return new MwiUpdateAction(headers.with("OldMessages", Integer.toString(oldMessages)));
    }

    /** {@code NewMessages}. */
    public MwiUpdateAction newMessages(int newMessages) {
        return new MwiUpdateAction(headers.with("NewMessages", Integer.toString(newMessages)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public MwiUpdateAction actionId(String actionId) {
        return new MwiUpdateAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "MWIUpdate";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call");
    }
}
