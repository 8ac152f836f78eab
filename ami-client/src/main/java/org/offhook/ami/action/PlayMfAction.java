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
 * Sends an MF digit to a channel.
 *
 * <p>{@code PlayMF}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PlayMfAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     * @param digit {@code Digit}.
     */
    public static PlayMfAction of(String channel, String digit) {
        return new PlayMfAction(AmiHeaders.of("Channel", channel, "Digit", digit));
    }

    /** {@code Duration}. */
    public PlayMfAction duration(Duration duration) {
        return new PlayMfAction(headers.with("Duration", ActionText.millis(duration)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PlayMfAction actionId(String actionId) {
        return new PlayMfAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PlayMF";
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
