// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Set;

/** Asterisk answered {@code Permission denied}: manager.conf does not allow this action to this user. */
public final class AmiPermissionException extends AmiErrorException {

    private static final long serialVersionUID = 1;

    private final transient Set<String> privileges;

    /**
     * A refusal.
     *
     * @param message what was asked, and what is missing
     * @param response Asterisk's answer
     * @param privileges the classes of which one is needed; empty when not known
     */
    public AmiPermissionException(String message, AmiResponse response, Set<String> privileges) {
        super(message, response);
        this.privileges = Set.copyOf(privileges);
    }

    /** The classes of which the user needs one under {@code write=}; empty when it is not known. */
    public Set<String> privileges() {
        return privileges;
    }
}
