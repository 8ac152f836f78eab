// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Optional;
import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.FaxStatsEvent;
import org.offhook.ami.internal.Generated;

/**
 * Asks for the counters of fax.
 *
 * <p>{@code FAXStats}; class {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record FaxStatsAction(AmiHeaders headers) implements AmiAction<Optional<FaxStatsEvent>> {

    /** The action. */
    public static FaxStatsAction of() {
        return new FaxStatsAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public FaxStatsAction actionId(String actionId) {
        return new FaxStatsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "FAXStats";
    }

    @Override
    public Optional<FaxStatsEvent> result(AmiResponse response) {
        return response.completion().map(FaxStatsEvent.class::cast);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("FAXStats");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting");
    }
}
