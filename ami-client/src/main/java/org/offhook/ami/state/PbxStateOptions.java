// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.state;

import java.time.Duration;

/**
 * How a live picture is kept. Immutable: each method gives a changed copy.
 *
 * @param verifyEvery how often the whole picture is compared with Asterisk's own lists, about; zero for never
 * @param maxWaitingChanges how many notices may wait for one listener; at least 1
 */
public record PbxStateOptions(Duration verifyEvery, int maxWaitingChanges) {

    /** How often the picture is compared with Asterisk's lists. */
    public static final Duration DEFAULT_VERIFY_EVERY = Duration.ofMinutes(5);

    /** How many notices may wait for a listener. */
    public static final int DEFAULT_MAX_WAITING_CHANGES = 16_384;

    private static final PbxStateOptions DEFAULTS =
            new PbxStateOptions(DEFAULT_VERIFY_EVERY, DEFAULT_MAX_WAITING_CHANGES);

    /** Checks the bounds. */
    public PbxStateOptions {
        if (verifyEvery.isNegative() || verifyEvery.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException("not a useful time: " + verifyEvery);
        }
        if (maxWaitingChanges < 1) {
            throw new IllegalArgumentException("a queue needs room for one notice: " + maxWaitingChanges);
        }
    }

    /** The defaults: compared every five minutes, 16,384 notices for each listener. */
    public static PbxStateOptions defaults() {
        return DEFAULTS;
    }

    /** Compared this often; the real pause is up to a fifth shorter or longer, so that many clients do not ask at once. */
    public PbxStateOptions verifyEvery(Duration interval) {
        return new PbxStateOptions(interval, maxWaitingChanges);
    }

    /** Never compared but after a gap, and when events contradict the picture. */
    public PbxStateOptions withoutVerification() {
        return verifyEvery(Duration.ZERO);
    }

    /** With room for this many notices for each listener. */
    public PbxStateOptions maxWaitingChanges(int max) {
        return new PbxStateOptions(verifyEvery, max);
    }
}
