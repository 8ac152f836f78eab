// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call centre has to know after a restart.
 *
 * @param boot which run of Asterisk this was; empty if unknown
 * @param waiting everybody in the line
 * @param desks all agents
 */
public record Memory(String boot, List<Caller> waiting, List<Desk> desks) {

    /** Of a call centre that has just been opened. */
    public static final Memory NONE = new Memory("", List.of(), List.of());

    /**
     * An agent.
     *
     * @param id the agent's number
     * @param device the agent's phone
     * @param state what the agent did
     * @param since since when
     * @param afterwards what the agent wants to be after the call
     * @param caller who rang or talked there
     */
    public record Desk(
            String id,
            String device,
            AgentState state,
            Instant since,
            AgentState afterwards,
            @Nullable Caller caller) {}
}
