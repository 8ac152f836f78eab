// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Sets the file for the debugging of ISDN.
 *
 * <p>{@code PRIDebugFileSet}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PriDebugFileSetAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param file {@code File}.
     */
    public static PriDebugFileSetAction of(String file) {
        return new PriDebugFileSetAction(AmiHeaders.of("File", file));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PriDebugFileSetAction actionId(String actionId) {
        return new PriDebugFileSetAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PRIDebugFileSet";
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
