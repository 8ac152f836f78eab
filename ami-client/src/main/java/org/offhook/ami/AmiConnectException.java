// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import org.jspecify.annotations.Nullable;

/** No connection could be made: unreachable, not an AMI, TLS on one side only, a certificate that does not fit, no answer in time. */
public class AmiConnectException extends AmiException {

    private static final long serialVersionUID = 1;

    /** A failure with this text, which says what to do. */
    public AmiConnectException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
