// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import org.asteriskjava.manager.event.UserEvent;

/** The first call is about to begin, for asterisk-java: it goes by the name of the class. */
public final class CallsBeginEvent extends UserEvent {

    private static final long serialVersionUID = 1;

    /** Made by the library. */
    public CallsBeginEvent(Object source) {
        super(source);
    }
}
