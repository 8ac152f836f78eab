// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Optional;
import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.FaxSessionEvent;
import org.offhook.ami.internal.Generated;

/**
 * Asks for a fax session.
 *
 * <p>{@code FAXSession}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record FaxSessionAction(AmiHeaders headers) implements AmiAction<Optional<FaxSessionEvent>> {

    /**
     * The action with what it needs.
     *
     * @param sessionNumber {@code SessionNumber}.
     */
    public static FaxSessionAction of(String sessionNumber) {
        return new FaxSessionAction(AmiHeaders.of("SessionNumber", sessionNumber));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public FaxSessionAction actionId(String actionId) {
        return new FaxSessionAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "FAXSession";
    }

    @Override
    public Optional<FaxSessionEvent> result(AmiResponse response) {
        return response.completion().map(FaxSessionEvent.class::cast);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("FAXSession");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call");
    }
}
