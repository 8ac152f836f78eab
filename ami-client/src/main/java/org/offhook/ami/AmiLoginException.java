// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/** Asterisk refused the login. The client does not try again: repeated bad logins get a host banned. */
public final class AmiLoginException extends AmiConnectException {

    private static final long serialVersionUID = 1;

    /** A refusal with this text. */
    public AmiLoginException(String message) {
        super(message, null);
    }
}
