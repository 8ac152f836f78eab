// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Cancels an attended transfer.
 *
 * <p>{@code CancelAtxfer}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record CancelAtxferAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     */
    public static CancelAtxferAction of(String channel) {
        return new CancelAtxferAction(AmiHeaders.of("Channel", channel));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public CancelAtxferAction actionId(String actionId) {
        return new CancelAtxferAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "CancelAtxfer";
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
