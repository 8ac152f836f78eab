// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import org.offhook.agi.AgiCommand;

/** A command that Asterisk answers at once, and whose {@code -1} says nothing about the call. */
interface QuickCommand<R> extends AgiCommand<R> {

    @Override
    default Duration runTime() {
        return Duration.ZERO;
    }

    @Override
    default boolean failureMayMeanHangup() {
        return false;
    }
}
