// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.time.Instant;
import java.util.List;

/** Says which of the free agents takes a call. */
@FunctionalInterface
public interface Strategy {

    /**
     * A free agent.
     *
     * @param since since when
     */
    record Free(Agent agent, Instant since) {}

    /**
     * One of these.
     *
     * @param able free agents with the skill that the caller needs, by number; at least one
     */
    Free choose(List<Free> able);

    /** By the name it has in the settings: {@code longest-idle}, {@code round-robin} or {@code skills}. */
    static Strategy named(String name) {
        return switch (name) {
            case "longest-idle" -> new LongestIdle();
            case "round-robin" -> new RoundRobin();
            case "skills" -> new FewestSkills();
            default ->
                throw new IllegalArgumentException(
                        "no strategy \"" + name + "\": it is longest-idle, round-robin or skills");
        };
    }
}
