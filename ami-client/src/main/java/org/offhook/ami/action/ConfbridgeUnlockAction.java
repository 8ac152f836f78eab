// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Unlocks a conference.
 *
 * <p>{@code ConfbridgeUnlock}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ConfbridgeUnlockAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param conference {@code Conference}.
     */
    public static ConfbridgeUnlockAction of(String conference) {
        return new ConfbridgeUnlockAction(AmiHeaders.of("Conference", conference));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ConfbridgeUnlockAction actionId(String actionId) {
        return new ConfbridgeUnlockAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ConfbridgeUnlock";
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
