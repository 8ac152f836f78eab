// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SPEECH CREATE: makes the channel's speech object. The result is false if there is no such engine, or if there is an object.
 *
 * @param engine the engine; empty for the default one
 */
public record SpeechCreate(String engine) implements AgiCommand<Boolean> {

    @Override
    public String line() {
        return AgiLine.of("SPEECH CREATE").arg(engine).toString();
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
