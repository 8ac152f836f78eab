// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Shows one channel's video to a conference.
 *
 * <p>{@code ConfbridgeSetSingleVideoSrc}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ConfbridgeSetSingleVideoSrcAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param conference {@code Conference}.
     * @param channel {@code Channel}.
     */
    public static ConfbridgeSetSingleVideoSrcAction of(String conference, String channel) {
        return new ConfbridgeSetSingleVideoSrcAction(AmiHeaders.of("Conference", conference, "Channel", channel));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ConfbridgeSetSingleVideoSrcAction actionId(String actionId) {
        return new ConfbridgeSetSingleVideoSrcAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ConfbridgeSetSingleVideoSrc";
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
