// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import org.jspecify.annotations.Nullable;

/** What can go wrong with a call. Thrown by {@link AgiChannel#execute} with the stack trace of its caller. */
public abstract class AgiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what went wrong, or null
     * @param cause why, or null
     */
    protected AgiException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
