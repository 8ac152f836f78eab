// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import java.time.Duration;

/**
 * The pauses of a picture's readings.
 *
 * @param settle how long after a contradiction it is read anew: what is on its way may explain it
 * @param readAtMostEvery the shortest time between two readings for contradictions
 * @param compareAfter how long after the lists of a verification the comparison waits for events on their way
 * @param retryFirst the pause after a first failed reading; it doubles
 * @param retryMost the longest pause after a failed reading
 */
record Timing(
        Duration settle, Duration readAtMostEvery, Duration compareAfter, Duration retryFirst, Duration retryMost) {

    static final Timing DEFAULT = new Timing(
            Duration.ofMillis(500),
            Duration.ofSeconds(15),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1));
}
