// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Deletes mailboxes kept from outside.
 *
 * <p>{@code MWIDelete}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record MwiDeleteAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param mailbox {@code Mailbox}.
     */
    public static MwiDeleteAction of(String mailbox) {
        return new MwiDeleteAction(AmiHeaders.of("Mailbox", mailbox));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public MwiDeleteAction actionId(String actionId) {
        return new MwiDeleteAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "MWIDelete";
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
