// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiReply;

/**
 * Any line, for what Offhook has no command for. The result is the reply as it came. Build the line with {@link org.offhook.agi.AgiLine}, so
 * that its arguments are quoted.
 *
 * @param line the line, without a line feed
 */
public record RawCommand(String line) implements AgiCommand<AgiReply> {

    @Override
    public AgiReply result(AgiReply reply) {
        return reply;
    }
}
