// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Records a channel. The command, if any, runs on the server.
 *
 * <p>{@code MixMonitor}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record MixMonitorAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     */
    public static MixMonitorAction of(String channel) {
        return new MixMonitorAction(AmiHeaders.of("Channel", channel));
    }

    /** {@code File}. */
    public MixMonitorAction file(String file) {
        return new MixMonitorAction(headers.with("File", file));
    }

    /** {@code Options}. */
    public MixMonitorAction options(String options) {
        return new MixMonitorAction(headers.with("Options", options));
    }

    /** {@code Command}. */
    public MixMonitorAction command(String command) {
        return new MixMonitorAction(headers.with("Command", command));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public MixMonitorAction actionId(String actionId) {
        return new MixMonitorAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "MixMonitor";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
