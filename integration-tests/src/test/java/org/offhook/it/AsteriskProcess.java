// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.time.Duration;

/** A running Asterisk that is ours to stop. */
interface AsteriskProcess {
    boolean isAlive();

    /** Sends a signal: KILL, STOP, CONT or TERM. */
    void signal(String name);

    /** Waits for the end; whether it has come. */
    boolean awaitEnd(Duration atMost);
}
