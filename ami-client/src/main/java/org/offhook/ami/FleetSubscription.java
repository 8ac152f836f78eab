// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Map;

/** A listener's place at the events of all servers of a fleet, those included that are added later. */
public interface FleetSubscription extends AmiRegistration {

    /** Its place at each server there is now, with a queue and counters of its own. */
    Map<String, AmiSubscription> servers();

    /** Ends it on every server, as {@link AmiSubscription#close()} does on one. */
    @Override
    void close();
}
