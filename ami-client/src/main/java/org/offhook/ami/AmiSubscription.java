// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/**
 * A listener's place at the stream of events. It survives reconnects, and ends with {@link #close()}, with the client, or by
 * {@link OverflowPolicy#CLOSE}. Every event that was for it is counted once: as delivered, dropped or queued. Safe for any thread.
 */
public interface AmiSubscription extends AmiRegistration {

    /** The name it has in logs. */
    String name();

    /** How many events left the queue for the listener: those it was given, the one it works on too, and those its predicate turned down. */
    long delivered();

    /** How many were dropped because the queue was full, exactly. What {@link #close()} throws away is not among them. */
    long dropped();

    /** How many wait for the listener. */
    int queued();

    /** Whether it takes events. One that has ended may still have some to give to its listener. */
    boolean isActive();

    /** Ends it: what waits is dropped, and the listener is not called again once this returns, but for a call that runs already. */
    @Override
    void close();
}
