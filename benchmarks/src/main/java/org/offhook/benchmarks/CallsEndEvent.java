// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import org.asteriskjava.manager.event.UserEvent;

/** The last call has ended, for asterisk-java. */
public final class CallsEndEvent extends UserEvent {

    private static final long serialVersionUID = 1;

    private String report = "";

    /** Made by the library. */
    public CallsEndEvent(Object source) {
        super(source);
    }

    /** What the peer counted. */
    public String getReport() {
        return report;
    }

    /** Called by the library. */
    public void setReport(String report) {
        this.report = report;
    }
}
