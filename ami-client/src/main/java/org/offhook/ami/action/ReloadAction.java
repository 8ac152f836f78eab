// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Reloads a module, or all.
 *
 * <p>{@code Reload}; any of the classes {@code system}, {@code config}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ReloadAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static ReloadAction of() {
        return new ReloadAction(AmiHeaders.EMPTY);
    }

    /** {@code Module}. */
    public ReloadAction module(String module) {
        return new ReloadAction(headers.with("Module", module));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ReloadAction actionId(String actionId) {
        return new ReloadAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Reload";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("config", "system");
    }
}
