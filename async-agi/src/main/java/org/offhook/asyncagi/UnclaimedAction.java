// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

/** What becomes of a channel that waits and that nobody serves; see {@link AsyncAgiServerBuilder#unclaimedAfter}. */
public enum UnclaimedAction {
    /** It goes back to the dialplan as refused. */
    REFUSE,
    /** It is hung up. */
    HANGUP
}
