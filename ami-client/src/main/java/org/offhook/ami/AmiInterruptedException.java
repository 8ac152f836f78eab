// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/** The waiting thread was interrupted; its interrupt flag is set again. The action may have run, and may run still. */
public final class AmiInterruptedException extends AmiException {

    private static final long serialVersionUID = 1;

    /** An interrupt with this text. */
    public AmiInterruptedException(String message) {
        super(message);
    }
}
