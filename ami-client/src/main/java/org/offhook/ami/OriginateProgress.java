// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/** How far a call has come that is being placed. Each comes at most once, in this order; any but the first reached may be left out. */
public enum OriginateProgress {
    /** There is a channel for it. */
    DIALING,
    /** The other end says that it rings. */
    RINGING,
    /** It was answered. */
    ANSWERED
}
