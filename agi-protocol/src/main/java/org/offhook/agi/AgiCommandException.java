// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

/** Asterisk did not accept a command (510, 520 or 503), or answered in a way that the command cannot read. Holds both. */
public final class AgiCommandException extends AgiException {

    private static final long serialVersionUID = 1L;

    private final String command;
    private final transient AgiReply reply;

    /**
     * @param command the command line
     * @param reply the reply
     * @param message what is wrong
     */
    public AgiCommandException(String command, AgiReply reply, String message) {
        super(message, null);
        this.command = command;
        this.reply = reply;
    }

    /** The command line as it was sent. Not part of the message: it can hold a caller's secret. */
    public String command() {
        return command;
    }

    /** The reply; its {@link AgiReply#usage()} tells what a 520 expected. */
    public AgiReply reply() {
        return reply;
    }
}
