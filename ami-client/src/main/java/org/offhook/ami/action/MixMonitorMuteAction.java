// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Mutes or unmutes a recording.
 *
 * <p>{@code MixMonitorMute}; any of the classes {@code system}, {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record MixMonitorMuteAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     */
    public static MixMonitorMuteAction of(String channel) {
        return new MixMonitorMuteAction(AmiHeaders.of("Channel", channel));
    }

    /** {@code Direction}. */
    public MixMonitorMuteAction direction(String direction) {
        return new MixMonitorMuteAction(headers.with("Direction", direction));
    }

    /** {@code State}. */
    public MixMonitorMuteAction muted(boolean muted) {
        return new MixMonitorMuteAction(headers.with("State", ActionText.oneZero(muted)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public MixMonitorMuteAction actionId(String actionId) {
        return new MixMonitorMuteAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "MixMonitorMute";
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
