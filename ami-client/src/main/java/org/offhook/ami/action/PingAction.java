// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Asks whether Asterisk is there, and what time it has.
 *
 * <p>{@code Ping}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PingAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static PingAction of() {
        return new PingAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PingAction actionId(String actionId) {
        return new PingAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Ping";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
