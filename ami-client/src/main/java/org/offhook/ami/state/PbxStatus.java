// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.state;

/** How far the picture can be believed. */
public enum PbxStatus {
    /** Connected, and everything is being read: what is there may be old or not complete. */
    SYNCING,
    /** Read in full and kept by events since: as new as the connection is fast. */
    LIVE,
    /** No connection: it shows what was last known. */
    STALE,
    /** Closed; it shows what was last known. Final. */
    CLOSED
}
