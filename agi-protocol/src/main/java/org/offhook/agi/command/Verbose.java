// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * VERBOSE: writes to Asterisk's console and logs.
 *
 * @param message what to write
 * @param level how verbose the console must be to show it: 1 to 4, 0 for always
 */
public record Verbose(String message, int level) implements QuickCommand<AgiReply> {

    /** Checks the level. */
    public Verbose {
        Arguments.checkNotNegative(level, "the level");
    }

    @Override
    public String line() {
        return AgiLine.of("VERBOSE").arg(message).arg(level).toString();
    }

    @Override
    public AgiReply result(AgiReply reply) {
        return reply;
    }
}
