// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Sends a text message within a call.
 *
 * <p>{@code SendText}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record SendTextAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     * @param message {@code Message}.
     */
    public static SendTextAction of(String channel, String message) {
        return new SendTextAction(AmiHeaders.of("Channel", channel, "Message", message));
    }

    /** {@code Content-Type}. */
    public SendTextAction contentType(String contentType) {
        return new SendTextAction(headers.with("Content-Type", contentType));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public SendTextAction actionId(String actionId) {
        return new SendTextAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "SendText";
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
