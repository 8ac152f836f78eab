// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The channel is gone: hung up, redirected or closed. A normal ending; scripts rarely need to catch it. */
public class AgiHangupException extends AgiException {

    private static final long serialVersionUID = 1L;

    private final HangupReason reason;
    private final transient @Nullable AgiReply reply;

    /**
     * @param reason why the channel is gone
     * @param reply the reply that told it, or null
     */
    public AgiHangupException(HangupReason reason, @Nullable AgiReply reply) {
        super(
                switch (reason) {
                    case HANGUP -> "the channel has hung up";
                    case REDIRECTED -> "the channel was redirected";
                    case STOLEN -> "the channel was taken into a bridge";
                    case CLOSED -> "Asterisk ended the session";
                },
                null);
        this.reason = reason;
        this.reply = reply;
    }

    AgiHangupException(HangupReason reason, String message) {
        super(message, null);
        this.reason = reason;
        this.reply = null;
    }

    /** Why the channel is gone. */
    public HangupReason reason() {
        return reason;
    }

    /** The reply of the command that the hang-up ended, if Asterisk sent one: a recording's length is in it. */
    public Optional<AgiReply> reply() {
        return Optional.ofNullable(reply);
    }
}
