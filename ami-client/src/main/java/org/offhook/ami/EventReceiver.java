// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/**
 * To whom a {@link QueuedSubscription} gives what waits: in order, one call at a time, each happening before the next. Nothing that user
 * code throws leaves these methods.
 */
interface EventReceiver {

    /** Before anything else. */
    void begin();

    /**
     * An event.
     *
     * @return whether it counts against the demand
     */
    boolean event(AmiEvent event);

    void gap(AmiGap gap);

    /** The last call. */
    void end(Throwable why);
}
