// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/**
 * Gets the events of all servers of a fleet: those of one server one at a time and in order, those of several servers at the same time on
 * several threads, which may all wait.
 *
 * @param <E> the type of the events
 */
@FunctionalInterface
public interface FleetListener<E extends AmiEvent> {

    /**
     * An event.
     *
     * @param server the server's name in the fleet
     */
    void event(String server, E event);

    /** Events of this server are missing here; those of the others are not. Comes before any later event of the server. */
    default void gap(String server, AmiGap gap) {}

    /** No more events of this server: it was removed, the fleet was closed, or its queue was full under {@link OverflowPolicy#CLOSE}. */
    default void end(String server, AmiException why) {}
}
