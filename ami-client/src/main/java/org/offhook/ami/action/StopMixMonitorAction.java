// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Ends a recording of a channel.
 *
 * <p>{@code StopMixMonitor}; any of the classes {@code system}, {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record StopMixMonitorAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     */
    public static StopMixMonitorAction of(String channel) {
        return new StopMixMonitorAction(AmiHeaders.of("Channel", channel));
    }

    /** {@code MixMonitorID}. */
    public StopMixMonitorAction mixMonitorId(String mixMonitorId) {
        return new StopMixMonitorAction(headers.with("MixMonitorID", mixMonitorId));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public StopMixMonitorAction actionId(String actionId) {
        return new StopMixMonitorAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "StopMixMonitor";
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
