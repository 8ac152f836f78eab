// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Adds a filter to this connection's events. There is no way to take one away.
 *
 * <p>{@code Filter}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record FilterAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static FilterAction of() {
        return new FilterAction(AmiHeaders.EMPTY);
    }

    /** {@code Operation}: {@code Add}. */
    public FilterAction operation(String operation) {
        return new FilterAction(headers.with("Operation", operation));
    }

    /** {@code MatchCriteria}, in Asterisk 22. */
    public FilterAction matchCriteria(String matchCriteria) {
        return new FilterAction(headers.with("MatchCriteria", matchCriteria));
    }

    /** {@code Filter}. */
    public FilterAction filter(String filter) {
        return new FilterAction(headers.with("Filter", filter));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public FilterAction actionId(String actionId) {
        return new FilterAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Filter";
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
