// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.time.Instant;

/** One server of a fleet, and what is known of how it is. */
final class FleetMember {

    private final AmiClient client;
    private final Runnable onHealthChange;
    private final AmiRegistration watch;
    /** What was told last; the client itself may be ahead of it. */
    private volatile FleetHealth.Server told;

    private volatile FleetHealth.Server ahead;

    FleetMember(AmiClient client, Runnable onHealthChange) {
        this.client = client;
        this.onHealthChange = onHealthChange;
        this.told = new FleetHealth.Server(AmiState.CONNECTING, "started", Instant.now());
        this.ahead = told;
        this.watch = client.onStateChange(this::changed);
    }

    AmiClient client() {
        return client;
    }

    FleetHealth.Server health() {
        FleetHealth.Server last = told;
        AmiState state = client.state();
        if (last.state() == state) {
            return last;
        }
        if (ahead.state() != state) {
            ahead = new FleetHealth.Server(state, "", Instant.now());
        }
        return ahead;
    }

    void close() {
        client.close();
        watch.close();
    }

    private void changed(AmiStateChange change) {
        boolean before = told.isUp();
        told = new FleetHealth.Server(change.to(), change.reason(), Instant.now());
        if (before != told.isUp() || change.to().isFinal()) {
            onHealthChange.run();
        }
    }
}
