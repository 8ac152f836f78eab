// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Goes on with a recording by Monitor.
 *
 * <p>{@code UnpauseMonitor}, in Asterisk 16, no longer in 22; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record UnpauseMonitorAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     */
    public static UnpauseMonitorAction of(String channel) {
        return new UnpauseMonitorAction(AmiHeaders.of("Channel", channel));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public UnpauseMonitorAction actionId(String actionId) {
        return new UnpauseMonitorAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "UnpauseMonitor";
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
