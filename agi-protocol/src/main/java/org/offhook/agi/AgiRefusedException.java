// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

/** Thrown by a filter or a script to refuse the call: {@code AGISTATUS} becomes {@code FAILURE}, the outcome {@code refused}. */
public final class AgiRefusedException extends AgiException {

    private static final long serialVersionUID = 1L;

    /** @param reason why, for the log and the listeners; the caller does not hear it */
    public AgiRefusedException(String reason) {
        super(reason, null);
    }

    /** Why the call was refused. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
