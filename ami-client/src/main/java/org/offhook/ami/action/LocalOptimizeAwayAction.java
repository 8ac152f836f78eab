// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Lets a Local channel be optimised away.
 *
 * <p>{@code LocalOptimizeAway}; any of the classes {@code system}, {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record LocalOptimizeAwayAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     */
    public static LocalOptimizeAwayAction of(String channel) {
        return new LocalOptimizeAwayAction(AmiHeaders.of("Channel", channel));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public LocalOptimizeAwayAction actionId(String actionId) {
        return new LocalOptimizeAwayAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "LocalOptimizeAway";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call", "system");
    }
}
