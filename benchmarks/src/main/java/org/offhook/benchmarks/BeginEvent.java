// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import org.asteriskjava.manager.event.UserEvent;

/** The start of the stream, for asterisk-java: it goes by the name of the class, and finds no nested ones. */
public final class BeginEvent extends UserEvent {

    private static final long serialVersionUID = 1;

    /** Made by the library. */
    public BeginEvent(Object source) {
        super(source);
    }
}
