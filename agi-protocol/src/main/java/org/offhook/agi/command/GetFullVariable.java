// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import java.util.Optional;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * GET FULL VARIABLE: replaces variables and functions in a text, as the dialplan does. An unset variable is replaced by nothing.
 * The result is empty if there is no such channel. Over AsyncAGI a text of more than about 1,000 bytes ends in {@link
 * org.offhook.agi.AgiTruncatedException}, and one of 64 KiB makes Asterisk's channel stand still for ever.
 *
 * @param expression such as <code>${CALLERID(num)}</code>
 * @param channel the name of another channel; empty for this one
 */
public record GetFullVariable(String expression, String channel) implements AgiCommand<Optional<String>> {

    /**
     * On this channel.
     *
     * @param expression such as <code>${CALLERID(num)}</code>
     */
    public GetFullVariable(String expression) {
        this(expression, "");
    }

    @Override
    public String line() {
        AgiLine line = AgiLine.of("GET FULL VARIABLE").arg(expression);
        return (channel.isEmpty() ? line : line.arg(channel)).toString();
    }

    @Override
    public Optional<String> result(AgiReply reply) {
        return Replies.value(this, reply);
    }

    @Override
    public Duration runTime() {
        // A function can ask a database or a web server.
        return expression.indexOf('(') < 0 ? Duration.ZERO : UNLIMITED;
    }

    @Override
    public boolean failureMayMeanHangup() {
        return false;
    }
}
