// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Says which events this connection is to get. The client does so itself when asked to.
 *
 * <p>{@code Events}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record EventsAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param mask {@code EventMask}.
     */
    public static EventsAction of(String mask) {
        return new EventsAction(AmiHeaders.of("EventMask", mask));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public EventsAction actionId(String actionId) {
        return new EventsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Events";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
