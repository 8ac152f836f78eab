// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiReply;

/**
 * SPEECH DESTROY: ends the use of the engine. The result is false if there is no speech object.
 */
public record SpeechDestroy() implements AgiCommand<Boolean> {

    @Override
    public String line() {
        return "SPEECH DESTROY";
    }

    @Override
    public Boolean result(AgiReply reply) {
        return Replies.flag(this, reply);
    }

    @Override
    public boolean failureMayMeanHangup() {
        return false;
    }
}
