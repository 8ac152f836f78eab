// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SET PRIORITY: sets the priority where the dialplan goes on after the script. An unknown label ends in an {@code
 * AgiCommandException} (520).
 *
 * @param priority a number from 1, or a label of the channel's current extension
 */
public record SetPriority(String priority) implements QuickCommand<AgiReply> {

    /** Checks the priority. */
    public SetPriority {
        Arguments.checkText(priority, "the priority");
    }

    /**
     * A priority by its number.
     *
     * @param priority 1 or more
     */
    public SetPriority(int priority) {
        this(Integer.toString(priority));
        if (priority < 1) {
            throw new IllegalArgumentException("a priority is 1 or more, not " + priority);
        }
    }

    @Override
    public String line() {
        return AgiLine.of("SET PRIORITY").arg(priority).toString();
    }

    @Override
    public AgiReply result(AgiReply reply) {
        return reply;
    }
}
