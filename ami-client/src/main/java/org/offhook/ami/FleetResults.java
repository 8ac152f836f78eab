// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an action came to on each server of a fleet. Each server is in exactly one of the two.
 *
 * @param successes the results, by server, in the order the servers were added; unmodifiable
 * @param failures what went wrong instead, likewise
 * @param <R> the type of a result
 */
public record FleetResults<R>(Map<String, R> successes, Map<String, AmiException> failures) {

    /** Copies the maps. */
    public FleetResults {
        successes = Collections.unmodifiableMap(new LinkedHashMap<>(successes));
        failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    /** Whether every server gave a result. */
    public boolean isComplete() {
        return failures.isEmpty();
    }

    /**
     * The result of one server.
     *
     * @throws AmiException what went wrong there
     * @throws IllegalArgumentException when it was not asked
     */
    public R get(String server) {
        AmiException failure = failures.get(server);
        if (failure != null) {
            throw failure;
        }
        R result = successes.get(server);
        if (result == null) {
            throw new IllegalArgumentException("not asked: " + server);
        }
        return result;
    }
}
