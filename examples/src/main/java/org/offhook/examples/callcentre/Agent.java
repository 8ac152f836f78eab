// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.util.Set;

/**
 * Somebody who takes calls.
 *
 * @param id the number that is keyed in to log in
 * @param name for people to read
 * @param device what to dial, such as {@code PJSIP/anna}; empty: the phone from which the agent logs in
 * @param skills what the agent can be asked about
 */
public record Agent(String id, String name, String device, Set<String> skills) {

    /** Whether the agent can take this caller; everybody can take one who asks for nothing special. */
    public boolean canTake(Caller caller) {
        return caller.skill().isEmpty() || skills.contains(caller.skill());
    }
}
