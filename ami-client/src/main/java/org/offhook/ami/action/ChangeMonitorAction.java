// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Changes the file of a recording by Monitor.
 *
 * <p>{@code ChangeMonitor}, in Asterisk 16, no longer in 22; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ChangeMonitorAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     * @param file {@code File}.
     */
    public static ChangeMonitorAction of(String channel, String file) {
        return new ChangeMonitorAction(AmiHeaders.of("Channel", channel, "File", file));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ChangeMonitorAction actionId(String actionId) {
        return new ChangeMonitorAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ChangeMonitor";
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
