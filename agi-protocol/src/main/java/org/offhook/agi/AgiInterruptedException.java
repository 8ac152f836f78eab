// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

/** The script's thread was interrupted while it waited for a reply; the interrupt flag is set again. */
public final class AgiInterruptedException extends AgiException {

    private static final long serialVersionUID = 1L;

    /** @param message what was waited for */
    public AgiInterruptedException(String message) {
        super(message, null);
    }
}
