// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.util.List;

/**
 * What the wallboard shows. Times are milliseconds since 1970.
 *
 * @param now when this was so
 * @param online whether Asterisk can be reached
 * @param supervised whether there is a supervisor, who listens and takes calls
 * @param target within what time a call should be answered, in milliseconds
 */
public record Snapshot(
        long now,
        boolean online,
        boolean supervised,
        long target,
        List<Line> waiting,
        List<Desk> agents,
        Totals totals) {

    /**
     * Somebody who waits.
     *
     * @param caller the end of the number
     * @param skill what about; empty for anything
     * @param callBack whether the caller has hung up and is called
     * @param agent whose phone rings; empty for none
     */
    public record Line(String id, String caller, String skill, boolean callBack, long joined, String agent) {}

    /**
     * An agent.
     *
     * @param caller with whom; empty for nobody
     * @param callerId the id of that caller
     */
    public record Desk(
            String id,
            String name,
            List<String> skills,
            AgentState state,
            long since,
            String caller,
            String callerId) {}

    /**
     * Since the call centre was opened.
     *
     * @param answered calls that came to an agent
     * @param inTime of these, those within the target
     * @param abandoned hung up before
     * @param overflowed sent to voicemail
     * @param askedForCallBack of all callers, those who wanted to be called back or had to be
     * @param averageWait of those answered, in milliseconds
     */
    public record Totals(
            int answered, int inTime, int abandoned, int overflowed, int askedForCallBack, long averageWait) {}
}
