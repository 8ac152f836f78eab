// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

/** How the application Playback went, from {@code PLAYBACKSTATUS}. */
public enum PlaybackStatus {
    /** All files were played. */
    SUCCESS,
    /** A file was missing or could not be played; the others were. */
    FAILED,
    /** {@link org.offhook.agi.AgiChannel#stop} ended it. */
    STOPPED,
    /** A status that Offhook does not know, or none. */
    UNKNOWN
}
