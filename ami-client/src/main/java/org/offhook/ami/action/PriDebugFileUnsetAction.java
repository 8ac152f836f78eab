// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Ends the debugging of ISDN to a file.
 *
 * <p>{@code PRIDebugFileUnset}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PriDebugFileUnsetAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static PriDebugFileUnsetAction of() {
        return new PriDebugFileUnsetAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PriDebugFileUnsetAction actionId(String actionId) {
        return new PriDebugFileUnsetAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PRIDebugFileUnset";
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
