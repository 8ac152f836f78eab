// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Asks whether a module is loaded. An error when it is not.
 *
 * <p>{@code ModuleCheck}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ModuleCheckAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param module {@code Module}.
     */
    public static ModuleCheckAction of(String module) {
        return new ModuleCheckAction(AmiHeaders.of("Module", module));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ModuleCheckAction actionId(String actionId) {
        return new ModuleCheckAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ModuleCheck";
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
