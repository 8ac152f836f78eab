// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the servers of a fleet are, at one moment.
 *
 * @param servers each server by its name, in the order they were added; unmodifiable
 */
public record FleetHealth(Map<String, Server> servers) {

    /** When a fleet counts as up. A fleet without servers never does. */
    public enum Rule {
        /** One server is enough. */
        ANY,
        /** More than half of the servers. */
        MAJORITY,
        /** Every server. */
        ALL
    }

    /**
     * How one server is.
     *
     * @param state where its client is
     * @param reason why, in words; empty when nothing is known
     * @param since since when
     */
    public record Server(AmiState state, String reason, Instant since) {

        /** Whether actions can be sent to it and its events come. */
        public boolean isUp() {
            return state == AmiState.READY;
        }
    }

    /** Copies the map. */
    public FleetHealth {
        servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
    }

    /** How many servers are up. */
    public int up() {
        return (int) servers.values().stream().filter(Server::isUp).count();
    }

    /** Whether enough servers are up. */
    public boolean isUp(Rule rule) {
        int up = up();
        return switch (rule) {
            case ANY -> up > 0;
            case MAJORITY -> up * 2 > servers.size();
            case ALL -> up > 0 && up == servers.size();
        };
    }
}
