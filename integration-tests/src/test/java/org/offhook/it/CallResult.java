// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.time.Duration;
import java.util.Map;

/**
 * How a call ended, as its near channel saw it.
 *
 * @param id the call's own id
 * @param agiStatus AGISTATUS: SUCCESS, FAILURE, NOTFOUND or HANGUP; empty when no AGI() was run
 * @param outcome the variable that a session leaves at its end, {@link CallPlan#OUTCOME_VARIABLE}; empty when unset
 * @param dialplanContinued whether the dialplan went on behind the AGI() or application: false when the channel hung up
 *     in it or was sent elsewhere
 * @param hangupCause Asterisk's number, such as 16 for normal clearing; 0 when there was none
 * @param variables what the plan asked for, empty text for those that were unset
 * @param elapsed from placing the call to this report
 */
public record CallResult(
        String id,
        String agiStatus,
        String outcome,
        boolean dialplanContinued,
        int hangupCause,
        Map<String, String> variables,
        Duration elapsed) {
    /** Copies the map. */
    public CallResult {
        variables = Map.copyOf(variables);
    }

    /**
     * What a captured variable held at the end; empty when it was unset.
     *
     * @throws IllegalArgumentException if the plan did not ask for it
     */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' was not captured, only " + variables.keySet());
        }
        return value;
    }
}
