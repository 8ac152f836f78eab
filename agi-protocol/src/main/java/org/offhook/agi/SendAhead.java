// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

/**
 * Whether a transport that can queue commands inside Asterisk (AsyncAGI) may send a command before the one in front of it
 * is answered. FastAGI never does.
 */
public enum SendAhead {
    /** Acts on the call, can fail, or can reply at length: it is alone in Asterisk. The default. */
    NEVER,
    /** May be sent ahead; if its answer is lost it must not be sent a second time. */
    ONCE,
    /** May be sent ahead, and again if its answer is lost: it only reads. */
    REPEATABLE
}
