// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Locks a conference: nobody else gets in.
 *
 * <p>{@code ConfbridgeLock}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ConfbridgeLockAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param conference {@code Conference}.
     */
    public static ConfbridgeLockAction of(String conference) {
        return new ConfbridgeLockAction(AmiHeaders.of("Conference", conference));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ConfbridgeLockAction actionId(String actionId) {
        return new ConfbridgeLockAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ConfbridgeLock";
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
