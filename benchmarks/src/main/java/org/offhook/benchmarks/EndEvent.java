// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import org.asteriskjava.manager.event.UserEvent;

/** The end of the stream, for asterisk-java. */
public final class EndEvent extends UserEvent {

    private static final long serialVersionUID = 1;

    private int events;
    private int hangups;

    /** Made by the library. */
    public EndEvent(Object source) {
        super(source);
    }

    /** How many were streamed. */
    public int getEvents() {
        return events;
    }

    /** Called by the library. */
    public void setEvents(int events) {
        this.events = events;
    }

    /** How many of them were hang-ups. */
    public int getHangups() {
        return hangups;
    }

    /** Called by the library. */
    public void setHangups(int hangups) {
        this.hangups = hangups;
    }
}
