// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SPEECH UNLOAD GRAMMAR: unloads a grammar. The result is false if that failed, or if there is no speech object.
 *
 * @param name the name of the grammar
 */
public record SpeechUnloadGrammar(String name) implements AgiCommand<Boolean> {

    @Override
    public String line() {
        return AgiLine.of("SPEECH UNLOAD GRAMMAR").arg(name).toString();
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
