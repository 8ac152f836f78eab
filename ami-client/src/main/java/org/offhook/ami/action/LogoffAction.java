// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Logs off; Asterisk closes the connection. Closing the client does so.
 *
 * <p>{@code Logoff}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record LogoffAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static LogoffAction of() {
        return new LogoffAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public LogoffAction actionId(String actionId) {
        return new LogoffAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Logoff";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
