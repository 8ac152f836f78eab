// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

/** What an agent does. {@code docs/call-centre.md} draws how one leads to another. */
public enum AgentState {
    /** Not logged in. */
    OFF,
    /** Waits for a call. */
    FREE,
    /** The phone rings. */
    RINGING,
    /** Talks to a caller; also rings somebody who is to be called back. */
    TALKING,
    /** Writes down what the call was about. */
    WRAP_UP,
    /** Wants no calls now, or did not answer the last one. */
    PAUSED
}
