// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

/**
 * Asterisk does not know the channel any more, and nothing was heard of its end. AsyncAGI only: most likely it hung up while
 * the manager connection was away, or before the first command.
 */
public final class AgiChannelGoneException extends AgiHangupException {

    private static final long serialVersionUID = 1L;

    /** @param message what Asterisk said, and the likely cause */
    public AgiChannelGoneException(String message) {
        super(HangupReason.HANGUP, message);
    }
}
