// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Unmutes a channel in a conference.
 *
 * <p>{@code ConfbridgeUnmute}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ConfbridgeUnmuteAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param conference {@code Conference}.
     * @param channel {@code Channel}.
     */
    public static ConfbridgeUnmuteAction of(String conference, String channel) {
        return new ConfbridgeUnmuteAction(AmiHeaders.of("Conference", conference, "Channel", channel));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ConfbridgeUnmuteAction actionId(String actionId) {
        return new ConfbridgeUnmuteAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ConfbridgeUnmute";
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
