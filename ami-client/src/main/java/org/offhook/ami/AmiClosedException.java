// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/** The client was closed before the action had its answer. */
public final class AmiClosedException extends AmiException {

    private static final long serialVersionUID = 1;

    private final boolean written;

    /**
     * A closed client.
     *
     * @param message what was asked
     * @param written whether the action may have reached Asterisk
     */
    public AmiClosedException(String message, boolean written) {
        super(message);
        this.written = written;
    }

    /** False: it was never sent. True: it may have run or not. */
    public boolean written() {
        return written;
    }
}
