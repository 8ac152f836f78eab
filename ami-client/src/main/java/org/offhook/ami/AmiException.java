// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import org.jspecify.annotations.Nullable;

/** What ends an action without a result, or a connection. Its kinds say which; each holds the evidence. */
public abstract class AmiException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** An error with this text. */
    protected AmiException(String message) {
        super(message);
    }

    /** An error with this text and cause. */
    protected AmiException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
