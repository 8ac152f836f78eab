// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/** What happens to a subscription whose queue is full because its listener is slower than Asterisk. */
public enum OverflowPolicy {
    /** The oldest waiting events go: the listener sees what is newest. The default. */
    DROP_OLDEST,
    /** What comes while the queue is full goes: the listener sees what was first. */
    DROP_NEWEST,
    /** The subscription ends once its listener has seen what waits. */
    CLOSE
}
