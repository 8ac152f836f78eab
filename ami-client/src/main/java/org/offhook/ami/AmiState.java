// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/** Where a client is. {@link AmiClient} draws how one leads to another. */
public enum AmiState {
    /** Resolving the name, connecting, TLS, reading the banner. */
    CONNECTING,
    /** Logging in. */
    AUTHENTICATING,
    /** Logged in; waiting for Asterisk to have started fully, then setting event mask and filters. */
    PREPARING,
    /** Actions go out, events come in. */
    READY,
    /** The connection is down; the next attempt comes after a pause. */
    WAITING,
    /** Asterisk refused the login; final. */
    REFUSED,
    /** Closed; final. */
    CLOSED;

    /** Whether nothing follows it. */
    public boolean isFinal() {
        return this == REFUSED || this == CLOSED;
    }
}
