// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/**
 * A bound of ours was reached: a subscription's queue under {@link OverflowPolicy#CLOSE}, the number of actions that wait for an answer, or the
 * length of a list (see {@link AmiClientOptions.Builder#inboundLimits}), which Asterisk may go on with.
 */
public final class AmiOverflowException extends AmiException {

    private static final long serialVersionUID = 1;

    /** A bound with this text. */
    public AmiOverflowException(String message) {
        super(message);
    }
}
