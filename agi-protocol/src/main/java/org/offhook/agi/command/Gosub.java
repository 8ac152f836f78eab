// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.util.List;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * GOSUB: runs a subroutine of the dialplan and waits for its {@code Return()}.
 *
 * @param context its context
 * @param extension its extension
 * @param priority its priority or label
 * @param arguments what it sees as {@code ARG1} and so on; a comma in one separates it in two
 */
public record Gosub(String context, String extension, String priority, List<String> arguments)
        implements AgiCommand<GosubResult> {

    /** Copies the arguments. */
    public Gosub {
        Arguments.checkText(context, "the context");
        Arguments.checkText(extension, "the extension");
        Arguments.checkText(priority, "the priority");
        arguments = List.copyOf(arguments);
    }

    /**
     * Runs a subroutine.
     *
     * @param context its context
     * @param extension its extension
     * @param priority its priority or label
     * @param arguments what it sees as {@code ARG1} and so on
     */
    public Gosub(String context, String extension, String priority, String... arguments) {
        this(context, extension, priority, List.of(arguments));
    }

    @Override
    public String line() {
        AgiLine line = AgiLine.of("GOSUB").arg(context).arg(extension).arg(priority);
        return (arguments.isEmpty() ? line : line.arg(String.join(",", arguments))).toString();
    }

    @Override
    public GosubResult result(AgiReply reply) {
        GosubResult.Outcome outcome = switch (reply.rest()) {
            case "Gosub complete" -> GosubResult.Outcome.COMPLETE;
            case "Gosub complete (abnormal exit)" -> GosubResult.Outcome.ABNORMAL_EXIT;
            case "Gosub label not found" -> GosubResult.Outcome.LABEL_NOT_FOUND;
            case "Gosub failed" -> GosubResult.Outcome.FAILED;
            default -> throw Replies.unreadable(this, reply);
        };
        return new GosubResult(outcome, Replies.code(this, reply));
    }
}
