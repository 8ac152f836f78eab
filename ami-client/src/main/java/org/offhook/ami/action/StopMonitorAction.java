// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Ends a recording by Monitor.
 *
 * <p>{@code StopMonitor}, in Asterisk 16, no longer in 22; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record StopMonitorAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     */
    public static StopMonitorAction of(String channel) {
        return new StopMonitorAction(AmiHeaders.of("Channel", channel));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public StopMonitorAction actionId(String actionId) {
        return new StopMonitorAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "StopMonitor";
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
