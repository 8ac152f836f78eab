// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An agent and what the agent does now. */
final class Seat {

    final Agent agent;
    private String device;
    private AgentState state = AgentState.OFF;
    private Instant since;
    /** Who rings here or talks. */
    private @Nullable Caller caller;
    /** What was asked for during a call. */
    private AgentState afterwards = AgentState.FREE;

    Seat(Agent agent, Instant now) {
        this.agent = agent;
        this.device = agent.device();
        this.since = now;
    }

    String device() {
        return device;
    }

    AgentState state() {
        return state;
    }

    Instant since() {
        return since;
    }

    Optional<Caller> caller() {
        return Optional.ofNullable(caller);
    }

    AgentState afterwards() {
        return afterwards;
    }

    boolean isFree() {
        return state == AgentState.FREE;
    }

    boolean has(String callerId) {
        return caller != null && caller.id().equals(callerId);
    }

    void sitDown(String phone, Instant now) {
        device = agent.device().isEmpty() ? phone : agent.device();
        want(AgentState.FREE, now);
    }

    /** FREE, PAUSED or OFF: at once, or after the call. */
    void want(AgentState wanted, Instant now) {
        if (caller != null) {
            afterwards = wanted;
        } else if (state != wanted) {
            become(wanted, now);
        }
    }

    void ring(Caller next, Instant now) {
        caller = next;
        afterwards = AgentState.FREE;
        become(AgentState.RINGING, now);
    }

    void talk(Instant now) {
        become(AgentState.TALKING, now);
    }

    /** The call is over without a talk. */
    void hungUp(AgentState next, Instant now) {
        caller = null;
        become(afterwards == AgentState.FREE ? next : afterwards, now);
    }

    void talked(Instant now) {
        hungUp(AgentState.WRAP_UP, now);
    }

    void restore(Memory.Desk desk) {
        device = desk.device();
        caller = desk.caller();
        afterwards = desk.afterwards();
        become(desk.state(), desk.since());
    }

    private void become(AgentState next, Instant now) {
        state = next;
        since = now;
    }
}
