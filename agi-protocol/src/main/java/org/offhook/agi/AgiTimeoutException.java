// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

/** A deadline passed: no reply in time, or the script ran longer than it may. */
public final class AgiTimeoutException extends AgiException {

    private static final long serialVersionUID = 1L;

    /** @param message which deadline */
    public AgiTimeoutException(String message) {
        super(message, null);
    }
}
