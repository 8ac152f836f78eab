// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asterisk cut the value and the whole of it cannot be read again without evaluating a function twice. */
public final class AgiTruncatedException extends AgiException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable AgiReply reply;

    /**
     * @param message what was cut
     * @param reply the reply that holds the beginning of the value, or null
     */
    public AgiTruncatedException(String message, @Nullable AgiReply reply) {
        super(message, null);
        this.reply = reply;
    }

    /** The reply that holds the beginning of the value, where there is one. */
    public Optional<AgiReply> reply() {
        return Optional.ofNullable(reply);
    }
}
