// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

/** What becomes of a channel that is found waiting, because the program that served it is gone. */
public enum AdoptionPolicy {
    /** Its script runs from the beginning; {@code request.adopted()} is true. The default. */
    RESTART,
    /** It goes back to the dialplan as failed: for scripts that must not run twice. */
    BREAK,
    /** It is hung up. */
    HANGUP,
    /** It is left as it is. */
    LEAVE
}
