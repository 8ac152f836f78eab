// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiTruncatedException;

/** Reads the forms that several replies share. */
final class Replies {

    /** Looked for by itself: the grammar of a SPEECH RECOGNIZE reply can hold parentheses, and end the reply with one. */
    private static final Pattern END = Pattern.compile("(?:^| )endpos=([0-9]{1,18})(?: |$)");

    private Replies() {}

    /** The result, which must be a number. */
    static int code(AgiCommand<?> command, AgiReply reply) {
        OptionalLong number = reply.resultNumber();
        if (number.isEmpty() || number.getAsLong() != (int) number.getAsLong()) {
            throw unreadable(command, reply);
        }
        return (int) number.getAsLong();
    }

    /** A result that is a key's ASCII code, 0, or -1. */
    static int key(AgiCommand<?> command, AgiReply reply) {
        int code = code(command, reply);
        if (code < -1 || code > '~') {
            throw unreadable(command, reply);
        }
        return code;
    }

    /** The key that ended a wait or an announcement; also what WAIT FOR DIGIT replies when something else ended it. */
    static KeyPress keyPress(AgiCommand<?> command, AgiReply reply) {
        int code = code(command, reply);
        return new KeyPress(code == KeyPress.STREAM_STOP ? code : key(command, reply), reply.isStopped());
    }

    /** A result that is 1 for yes and 0 for no. */
    static boolean flag(AgiCommand<?> command, AgiReply reply) {
        return switch (code(command, reply)) {
            case 0 -> false;
            case 1 -> true;
            default -> throw unreadable(command, reply);
        };
    }

    /** {@code 1 (value)}, or {@code 0} if there is none. */
    static Optional<String> value(AgiCommand<?> command, AgiReply reply) {
        return flag(command, reply) ? Optional.of(text(command, reply)) : Optional.empty();
    }

    /** The value in parentheses, which ends the reply. */
    static String text(AgiCommand<?> command, AgiReply reply) {
        String rest = reply.rest();
        if (!rest.startsWith("(")) {
            throw unreadable(command, reply);
        }
        if (rest.length() < 2 || !rest.endsWith(")")) {
            throw new AgiTruncatedException("the value was cut on its way", reply);
        }
        return rest.substring(1, rest.length() - 1);
    }

    /** A word of Asterisk's own in parentheses, such as {@code timeout}; empty if there is none. */
    static String note(AgiReply reply) {
        String rest = reply.rest();
        int end = rest.indexOf(')');
        return rest.startsWith("(") && end > 0 ? rest.substring(1, end) : "";
    }

    /** The end position; -1 if there is none, or if Asterisk does not know it. */
    static long end(AgiReply reply) {
        Matcher end = END.matcher(reply.rest());
        return end.find() ? Long.parseLong(end.group(1)) : -1;
    }

    /** The exception for a reply that the command cannot read. The reply is not in its message: it can hold a secret. */
    static AgiCommandException unreadable(AgiCommand<?> command, AgiReply reply) {
        return new AgiCommandException(
                command.line(),
                reply,
                "this is no reply that " + command.getClass().getSimpleName() + " knows; reply() holds it");
    }
}
