// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Sends an event of your own to everybody who listens.
 *
 * <p>{@code UserEvent}; class {@code user}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record UserEventAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param userEvent {@code UserEvent}.
     */
    public static UserEventAction of(String userEvent) {
        return new UserEventAction(AmiHeaders.of("UserEvent", userEvent));
    }

    /** Adds a header of your own; may be used repeatedly, also with one name. */
    public UserEventAction header(String name, String value) {
        return new UserEventAction(headers.plus(name, value));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public UserEventAction actionId(String actionId) {
        return new UserEventAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "UserEvent";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("user");
    }
}
