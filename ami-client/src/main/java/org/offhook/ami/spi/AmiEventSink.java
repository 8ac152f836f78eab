// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.spi;

import java.util.Collection;
import java.util.List;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiGap;
import org.offhook.ami.EventSelection;

/**
 * A tap on the connection's loop: sees every event in wire order before any queue, so it never misses one while the connection is up. It is for
 * libraries that keep a state machine or a picture of the PBX. It must not block, must not run code of users, and must not
 * throw: what it throws is logged and swallowed.
 */
public interface AmiEventSink {

    /**
     * What it is for: asked once, when it is attached. Other events do not reach it, and under {@link org.offhook.ami.EventEconomy} need not be sent by
     * Asterisk at all. By type and by name only: a predicate is not asked. Everything, unless it says otherwise.
     */
    default Collection<? extends EventSelection<?>> selections() {
        return List.of(EventSelection.all());
    }

    /** An event, on the connection's loop. */
    void event(AmiEvent event);

    /** The connection is up again: events between the last one and this are missing. On the loop, before any event of the new connection. */
    default void gap(AmiGap gap) {}

    /** Actions can be sent. On the loop: after connecting first, and after each {@link #gap}. */
    default void ready() {}

    /** The connection is down, or the client is closed. On the loop. */
    default void down() {}
}
