// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.AgentsEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the agents.
 *
 * <p>{@code Agents}; class {@code agent}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record AgentsAction(AmiHeaders headers) implements AmiAction<AmiEventList<AgentsEvent>> {

    /** The action. */
    public static AgentsAction of() {
        return new AgentsAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public AgentsAction actionId(String actionId) {
        return new AgentsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Agents";
    }

    @Override
    public AmiEventList<AgentsEvent> result(AmiResponse response) {
        return AmiEventList.of(response, AgentsEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("AgentsComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("agent");
    }
}
