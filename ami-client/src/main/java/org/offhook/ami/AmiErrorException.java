// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Set;
import java.util.TreeSet;
import org.offhook.ami.internal.Printable;

/** Asterisk answered with {@code Response: Error}: it did not do what it was asked. */
public class AmiErrorException extends AmiException {

    private static final long serialVersionUID = 1;

    private final transient AmiResponse response;

    /**
     * An error.
     *
     * @param message what was asked, and what Asterisk said
     * @param response its answer
     */
    public AmiErrorException(String message, AmiResponse response) {
        super(message);
        this.response = response;
    }

    /** The error that this answer is. */
    static AmiErrorException of(AmiAction<?> action, AmiResponse response) {
        String name = Printable.of(action.name(), 60);
        String message = Printable.of(response.message(), 500);
        if (!message.equalsIgnoreCase("Permission denied")) {
            return new AmiErrorException(
                    name + ": " + (message.isEmpty() ? "refused without a reason" : message), response);
        }
        Set<String> privileges = action.privileges();
        String needed = privileges.isEmpty()
                ? "; manager.conf does not allow it to this user"
                : "; in manager.conf the user needs one of these under write=: "
                        + String.join(", ", new TreeSet<>(privileges));
        return new AmiPermissionException(name + ": " + message + needed, response, privileges);
    }

    /** Asterisk's answer. */
    public AmiResponse response() {
        return response;
    }
}
