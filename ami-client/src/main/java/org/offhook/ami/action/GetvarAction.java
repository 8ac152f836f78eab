// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Optional;
import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Reads a variable or function of a channel, or a global one. Unset, empty and failed read the same: nothing.
 *
 * <p>{@code Getvar}; any of the classes {@code call}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record GetvarAction(AmiHeaders headers) implements AmiAction<Optional<String>> {

    /**
     * The action with what it needs.
     *
     * @param variable {@code Variable}.
     */
    public static GetvarAction of(String variable) {
        return new GetvarAction(AmiHeaders.of("Variable", variable));
    }

    /** {@code Channel}. */
    public GetvarAction channel(String channel) {
        return new GetvarAction(headers.with("Channel", channel));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public GetvarAction actionId(String actionId) {
        return new GetvarAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Getvar";
    }

    @Override
    public Optional<String> result(AmiResponse response) {
        return response.headers().find("Value").filter(value -> !value.isEmpty());
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call", "reporting");
    }
}
