// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Puts a channel out of a conference; {@code all} puts everybody out.
 *
 * <p>{@code ConfbridgeKick}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ConfbridgeKickAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param conference {@code Conference}.
     * @param channel {@code Channel}.
     */
    public static ConfbridgeKickAction of(String conference, String channel) {
        return new ConfbridgeKickAction(AmiHeaders.of("Conference", conference, "Channel", channel));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ConfbridgeKickAction actionId(String actionId) {
        return new ConfbridgeKickAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ConfbridgeKick";
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
