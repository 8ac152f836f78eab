// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import org.jspecify.annotations.Nullable;

/** The way to Asterisk broke, or the session is over. Whether a command in flight ran is not known. */
public final class AgiTransportException extends AgiException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what broke
     * @param cause the cause, or null
     */
    public AgiTransportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
