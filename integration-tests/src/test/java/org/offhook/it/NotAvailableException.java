// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

/** Why an Asterisk cannot be had in one mode; the message is shown to whoever runs the tests. */
final class NotAvailableException extends Exception {
    private static final long serialVersionUID = 1L;

    NotAvailableException(String reason) {
        super(reason);
    }

    NotAvailableException(String reason, Throwable cause) {
        super(reason + ": " + cause.getMessage(), cause);
    }
}
