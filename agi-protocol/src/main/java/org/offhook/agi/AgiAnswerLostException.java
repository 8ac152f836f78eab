// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

/** The command ran, but its answer was lost on the way. AsyncAGI only. */
public final class AgiAnswerLostException extends AgiException {

    private static final long serialVersionUID = 1L;

    /** @param message what was lost and why */
    public AgiAnswerLostException(String message) {
        super(message, null);
    }
}
