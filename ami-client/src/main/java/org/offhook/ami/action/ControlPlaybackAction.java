// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Stops, pauses or winds what a channel plays.
 *
 * <p>{@code ControlPlayback}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ControlPlaybackAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     * @param control {@code Control}: {@code stop}, {@code forward}, {@code reverse}, {@code pause}, {@code restart}.
     */
    public static ControlPlaybackAction of(String channel, String control) {
        return new ControlPlaybackAction(AmiHeaders.of("Channel", channel, "Control", control));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ControlPlaybackAction actionId(String actionId) {
        return new ControlPlaybackAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ControlPlayback";
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
