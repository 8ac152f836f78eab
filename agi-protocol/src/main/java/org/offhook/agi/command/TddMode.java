// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.util.Locale;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * TDD MODE: switches the transmission of text for the deaf. The result is false if the channel cannot.
 *
 * @param mode what to switch to
 */
public record TddMode(Mode mode) implements QuickCommand<Boolean> {

    /** What to switch to. */
    public enum Mode {
        /** On. */
        ON,
        /** Off. */
        OFF,
        /** On, next to sound. */
        MATE
    }

    @Override
    public String line() {
        return AgiLine.of("TDD MODE").word(mode.name().toLowerCase(Locale.ROOT)).toString();
    }

    @Override
    public Boolean result(AgiReply reply) {
        return Replies.flag(this, reply);
    }
}
