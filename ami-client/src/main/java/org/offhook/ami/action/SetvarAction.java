// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Sets a variable or function of a channel, or a global variable.
 *
 * <p>{@code Setvar}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record SetvarAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param variable {@code Variable}.
     * @param value {@code Value}.
     */
    public static SetvarAction of(String variable, String value) {
        return new SetvarAction(AmiHeaders.of("Variable", variable, "Value", value));
    }

    /** {@code Channel}. */
    public SetvarAction channel(String channel) {
        return new SetvarAction(headers.with("Channel", channel));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public SetvarAction actionId(String actionId) {
        return new SetvarAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Setvar";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call");
    }
}
