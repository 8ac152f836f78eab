// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SET AUTOHANGUP: hangs the call up after a time, whatever it is doing then.
 *
 * @param after counted from now; zero takes an earlier one back
 */
public record SetAutoHangup(Duration after) implements QuickCommand<AgiReply> {

    /** Checks the time. */
    public SetAutoHangup {
        Arguments.checkTime(after, "the time to the hang-up");
    }

    /**
     * No automatic hang-up any more.
     *
     * @return the command
     */
    public static SetAutoHangup off() {
        return new SetAutoHangup(Duration.ZERO);
    }

    @Override
    public String line() {
        return AgiLine.of("SET AUTOHANGUP").word(Arguments.seconds(after)).toString();
    }

    @Override
    public AgiReply result(AgiReply reply) {
        return reply;
    }
}
