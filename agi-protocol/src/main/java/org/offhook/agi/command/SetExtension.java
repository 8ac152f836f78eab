// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SET EXTENSION: sets the extension where the dialplan goes on after the script. Asterisk does not check that there is one.
 *
 * @param extension the extension
 */
public record SetExtension(String extension) implements QuickCommand<AgiReply> {

    /** Checks the arguments. */
    public SetExtension {
        Arguments.checkText(extension, "the extension");
    }

    @Override
    public String line() {
        return AgiLine.of("SET EXTENSION").arg(extension).toString();
    }

    @Override
    public AgiReply result(AgiReply reply) {
        return reply;
    }
}
