// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import org.jspecify.annotations.Nullable;

/**
 * The action has no answer because the connection is down or went down. Nothing is sent a second time by itself: after {@link
 * #written()} only the caller can know whether doing it twice is harmless.
 */
public final class AmiConnectionLostException extends AmiException {

    private static final long serialVersionUID = 1;

    private final boolean written;

    /**
     * A lost connection.
     *
     * @param message what was asked, and why the connection went
     * @param written whether the action may have reached Asterisk
     * @param cause why the connection went; null when nothing more is known
     */
    public AmiConnectionLostException(String message, boolean written, @Nullable Throwable cause) {
        super(message, cause);
        this.written = written;
    }

    /** False: it was never sent. True: it was handed to the network, and may have run or not. */
    public boolean written() {
        return written;
    }
}
