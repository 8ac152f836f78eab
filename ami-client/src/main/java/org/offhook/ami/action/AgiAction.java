// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Queues an AGI command for a channel in AsyncAGI. An answer does not mean that it has run.
 *
 * <p>{@code AGI}; class {@code agi}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record AgiAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     * @param command {@code Command}.
     */
    public static AgiAction of(String channel, String command) {
        return new AgiAction(AmiHeaders.of("Channel", channel, "Command", command));
    }

    /** {@code CommandID}. */
    public AgiAction commandId(String commandId) {
        return new AgiAction(headers.with("CommandID", commandId));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public AgiAction actionId(String actionId) {
        return new AgiAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "AGI";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("agi");
    }
}
