// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SPEECH ACTIVATE GRAMMAR: listens for what a grammar describes from now on. The result is false if that failed, or if there is no speech object.
 *
 * @param name the name of the grammar
 */
public record SpeechActivateGrammar(String name) implements AgiCommand<Boolean> {

    @Override
    public String line() {
        return AgiLine.of("SPEECH ACTIVATE GRAMMAR").arg(name).toString();
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
