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
 * Limits how long a channel may live; zero takes the limit away.
 *
 * <p>{@code AbsoluteTimeout}; any of the classes {@code system}, {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record AbsoluteTimeoutAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     * @param timeout {@code Timeout}.
     */
    public static AbsoluteTimeoutAction of(String channel, Duration timeout) {
        return new AbsoluteTimeoutAction(AmiHeaders.of("Channel", channel, "Timeout", ActionText.seconds(timeout)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public AbsoluteTimeoutAction actionId(String actionId) {
        return new AbsoluteTimeoutAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "AbsoluteTimeout";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call", "system");
    }
}
