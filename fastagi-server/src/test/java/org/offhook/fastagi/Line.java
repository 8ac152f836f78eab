// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import java.time.Duration;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiReply;

/** A command as it goes over the wire. These tests are about the wire; what commands mean is tested elsewhere. */
record Line(String line, Duration runTime, boolean failureMayMeanHangup) implements AgiCommand<AgiReply> {

    /** Ends when media or the caller ends it. */
    static Line of(String line) {
        return new Line(line, UNLIMITED, true);
    }

    /** Is answered at once. */
    static Line quick(String line) {
        return new Line(line, Duration.ZERO, false);
    }

    @Override
    public AgiReply result(AgiReply reply) {
        return reply;
    }
}
