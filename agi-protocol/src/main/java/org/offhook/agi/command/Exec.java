// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * EXEC: runs a dialplan application. Asterisk reads the options as the dialplan does: commas separate them. It does not replace
 * <code>${...}</code> in them unless the channel variable {@code AGIEXECFULL} is true. Pass what a caller can choose through
 * {@link DialplanText}.
 *
 * @param application the application, such as {@code Dial}
 * @param options its options, separated by commas; empty for none
 */
public record Exec(String application, String options) implements AgiCommand<ExecResult> {

    /** Checks the application. */
    public Exec {
        Arguments.checkText(application, "the application");
    }

    /**
     * Runs an application with options that are joined by commas.
     *
     * @param application the application, such as {@code Dial}
     * @param options its options in order; a comma in one separates it in two
     * @return the command
     */
    public static Exec of(String application, String... options) {
        return new Exec(application, String.join(",", options));
    }

    @Override
    public String line() {
        AgiLine line = AgiLine.of("EXEC").arg(application);
        return (options.isEmpty() ? line : line.arg(options)).toString();
    }

    @Override
    public ExecResult result(AgiReply reply) {
        return new ExecResult(Replies.code(this, reply), reply.isStopped());
    }
}
