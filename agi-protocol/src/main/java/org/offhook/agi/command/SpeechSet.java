// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SPEECH SET: sets something of the engine. The result is false if there is no speech object.
 *
 * @param name what to set
 * @param value its value
 */
public record SpeechSet(String name, String value) implements AgiCommand<Boolean> {

    @Override
    public String line() {
        return AgiLine.of("SPEECH SET").arg(name).arg(value).toString();
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
