// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

/** How a caller left the voicemail, from {@code VMSTATUS}. */
public enum VoicemailStatus {
    /** A message was left. */
    SUCCESS,
    /** The caller left by a key instead. */
    USER_EXIT,
    /** There is no such mailbox, or the message could not be kept. */
    FAILED,
    /** A status that Offhook does not know, or none. */
    UNKNOWN
}
