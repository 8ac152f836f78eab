// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

/** What a server does with calls beyond its limit. */
public enum OverloadPolicy {
    /** Accepts and answers {@code failure}: {@code AGISTATUS} becomes {@code FAILURE} at once. The default. */
    FAIL,
    /**
     * Closes the listening socket while the server is full, so that connections are refused: {@code hagi://} moves on to the
     * next server only then. The socket opens again when a tenth of the places is free.
     */
    REFUSE
}
