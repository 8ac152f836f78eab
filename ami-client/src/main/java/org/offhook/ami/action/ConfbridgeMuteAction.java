// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Mutes a channel in a conference.
 *
 * <p>{@code ConfbridgeMute}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ConfbridgeMuteAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param conference {@code Conference}.
     * @param channel {@code Channel}.
     */
    public static ConfbridgeMuteAction of(String conference, String channel) {
        return new ConfbridgeMuteAction(AmiHeaders.of("Conference", conference, "Channel", channel));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ConfbridgeMuteAction actionId(String actionId) {
        return new ConfbridgeMuteAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ConfbridgeMute";
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
