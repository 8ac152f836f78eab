// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Sets how much of an ISDN span is debugged.
 *
 * <p>{@code PRIDebugSet}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PriDebugSetAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param span {@code Span}.
     * @param level {@code Level}.
     */
    public static PriDebugSetAction of(int span, String level) {
        return new PriDebugSetAction(AmiHeaders.of("Span", Integer.toString(span), "Level", level));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PriDebugSetAction actionId(String actionId) {
        return new PriDebugSetAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PRIDebugSet";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
