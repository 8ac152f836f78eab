// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/**
 * Events are missing here: what was learnt from events before it must be read anew. It comes in the place of the missing events:
 * before it is what was before them, after it what came later.
 *
 * @param reason why
 * @param lost how many, exactly; -1 after a lost connection, when nobody knows
 * @param restarted whether Asterisk itself was started anew, so that every channel of before is gone; false also when it is not known
 */
public record AmiGap(Reason reason, long lost, boolean restarted) {

    /** Why events are missing. */
    public enum Reason {
        /** The listener was too slow, its queue was full, and its policy dropped these. */
        OVERFLOW,
        /** The connection was lost; this is where the new one begins. */
        RECONNECTED
    }
}
