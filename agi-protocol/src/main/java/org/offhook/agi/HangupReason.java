// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

/** Why a channel was lost to its script. */
public enum HangupReason {
    /** The call was hung up, or (FastAGI cannot tell) redirected. */
    HANGUP,
    /** Another program redirected the channel elsewhere; told apart from a hang-up over AsyncAGI only. */
    REDIRECTED,
    /** A bridge took the channel out of the script; AsyncAGI only. */
    STOLEN,
    /** Asterisk ended the session without a word: {@code AGIEXITONHANGUP=yes} with {@code AGISIGHUP=no}, or it stopped. */
    CLOSED
}
