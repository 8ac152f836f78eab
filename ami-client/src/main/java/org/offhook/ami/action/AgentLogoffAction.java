// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Logs an agent off.
 *
 * <p>{@code AgentLogoff}; class {@code agent}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record AgentLogoffAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param agent {@code Agent}.
     */
    public static AgentLogoffAction of(String agent) {
        return new AgentLogoffAction(AmiHeaders.of("Agent", agent));
    }

    /** {@code Soft}. */
    public AgentLogoffAction soft(boolean soft) {
        return new AgentLogoffAction(headers.with("Soft", ActionText.yesNo(soft)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public AgentLogoffAction actionId(String actionId) {
        return new AgentLogoffAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "AgentLogoff";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("agent");
    }
}
