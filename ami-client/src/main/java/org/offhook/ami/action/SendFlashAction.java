// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Sends a hook flash to a channel, or as if from it.
 *
 * <p>{@code SendFlash}, in Asterisk 22, not in 16; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record SendFlashAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     */
    public static SendFlashAction of(String channel) {
        return new SendFlashAction(AmiHeaders.of("Channel", channel));
    }

    /** {@code Receive}. */
    public SendFlashAction receive(boolean receive) {
        return new SendFlashAction(headers.with("Receive", ActionText.yesNo(receive)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public SendFlashAction actionId(String actionId) {
        return new SendFlashAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "SendFlash";
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
