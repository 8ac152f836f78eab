// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.util.Arrays;
import java.util.List;

/** Pictures for the wallboard's tests, and for its picture in the docs. */
final class Boards {

    static final Snapshot.Totals TOTALS = new Snapshot.Totals(128, 109, 7, 3, 11, 17_400);

    private Boards() {}

    static Snapshot of(List<Snapshot.Line> waiting, Snapshot.Desk... agents) {
        return new Snapshot(System.currentTimeMillis(), true, true, 20_000, waiting, List.of(agents), TOTALS);
    }

    static Snapshot offline(Snapshot of) {
        return new Snapshot(of.now(), false, of.supervised(), of.target(), of.waiting(), of.agents(), of.totals());
    }

    /** A busy hour. */
    static Snapshot busy() {
        return of(
                List.of(
                        line("a", "…567", "sales", 94, "Anna"),
                        line("b", "…120", "support", 71, ""),
                        new Snapshot.Line("c", "…003", "", true, System.currentTimeMillis() - 40_000, ""),
                        line("d", "…338", "support", 12, "")),
                desk("1001", "Anna", AgentState.RINGING, 4, "…567", "sales"),
                desk("1002", "Ben", AgentState.TALKING, 194, "…812", "sales", "support"),
                desk("1003", "Chiara", AgentState.TALKING, 34, "…115", "support"),
                desk("1004", "David", AgentState.FREE, 61, "", "billing"),
                desk("1005", "Emeka", AgentState.WRAP_UP, 9, "", "support"),
                desk("1006", "Fatima", AgentState.PAUSED, 310, "", "sales"),
                desk("1007", "Goran", AgentState.OFF, 0, "", "support"),
                desk("1008", "Hannah", AgentState.TALKING, 600, "…771", "sales"));
    }

    static Snapshot.Line line(String id, String caller, String skill, int seconds, String agent) {
        return new Snapshot.Line(id, caller, skill, false, System.currentTimeMillis() - seconds * 1000L, agent);
    }

    static Snapshot.Desk desk(String id, String name, AgentState state, int seconds, String caller, String... skills) {
        return new Snapshot.Desk(
                id,
                name,
                Arrays.asList(skills),
                state,
                System.currentTimeMillis() - seconds * 1000L,
                caller,
                caller.isEmpty() ? "" : "call-" + id);
    }
}
