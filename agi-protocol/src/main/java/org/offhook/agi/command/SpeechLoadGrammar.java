// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SPEECH LOAD GRAMMAR: loads a grammar. The result is false if that failed, or if there is no speech object.
 *
 * @param name the name of the grammar
 * @param path where the engine finds it
 */
public record SpeechLoadGrammar(String name, String path) implements AgiCommand<Boolean> {

    @Override
    public String line() {
        return AgiLine.of("SPEECH LOAD GRAMMAR").arg(name).arg(path).toString();
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
