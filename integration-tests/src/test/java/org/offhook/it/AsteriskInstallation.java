// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

/** An Asterisk that can be had on this machine. */
public sealed interface AsteriskInstallation permits ExternalAsterisk, OwnInstallation {
    /** How it is reached; never {@link Mode#AUTO} or {@link Mode#NONE}. */
    Mode mode();

    /** Its version, asked of itself. */
    AsteriskVersion version();

    /** Where it is, for people. */
    String location();
}
