// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.time.Duration;
import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Sends a digit to a channel, or as if from it.
 *
 * <p>{@code PlayDTMF}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PlayDtmfAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     * @param digit {@code Digit}.
     */
    public static PlayDtmfAction of(String channel, String digit) {
        return new PlayDtmfAction(AmiHeaders.of("Channel", channel, "Digit", digit));
    }

    /** {@code Duration}. */
    public PlayDtmfAction duration(Duration duration) {
        return new PlayDtmfAction(headers.with("Duration", ActionText.millis(duration)));
    }

    /** {@code Receive}. */
    public PlayDtmfAction receive(boolean receive) {
        return new PlayDtmfAction(headers.with("Receive", ActionText.yesNo(receive)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PlayDtmfAction actionId(String actionId) {
        return new PlayDtmfAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PlayDTMF";
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
