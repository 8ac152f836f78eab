// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.nio.charset.StandardCharsets;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SET CALLERID: sets the caller id of the channel.
 *
 * @param callerId a number, or a name and a number as in {@code "Joe Smith" <5551>}; at most {@value #MOST_BYTES} bytes
 */
public record SetCallerId(String callerId) implements QuickCommand<AgiReply> {

    /** What Asterisk reads of it; it would cut the rest. */
    public static final int MOST_BYTES = 255;

    /** Checks the length. */
    public SetCallerId {
        int bytes = callerId.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException("a caller id has at most " + MOST_BYTES + " bytes, not " + bytes);
        }
    }

    /**
     * A name and a number.
     *
     * @param name the name; any text
     * @param number the number
     * @return the command
     * @throws IllegalArgumentException if they are too long together, or a quote, {@code <} or {@code >} in the number would make
     *     another caller of it
     */
    public static SetCallerId of(String name, String number) {
        if (number.indexOf('"') >= 0 || number.indexOf('<') >= 0 || number.indexOf('>') >= 0) {
            throw new IllegalArgumentException("a caller's number must not hold \", < or >");
        }
        return new SetCallerId(
                AgiLine.quote(name) + " <" + number + ">"); // Asterisk unquotes it as it does an argument
    }

    @Override
    public String line() {
        return AgiLine.of("SET CALLERID").arg(callerId).toString();
    }

    @Override
    public AgiReply result(AgiReply reply) {
        return reply;
    }
}
