// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Loads, unloads or reloads a module.
 *
 * <p>{@code ModuleLoad}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ModuleLoadAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** @throws IllegalArgumentException for a file name that leaves Asterisk's folder: with a slash, a backslash or two dots */
    public ModuleLoadAction {
        ActionText.checkFileName(headers, "Module");
    }

    /**
     * The action with what it needs.
     *
     * @param loadType {@code LoadType}: {@code load}, {@code unload}, {@code reload}, {@code refresh}.
     */
    public static ModuleLoadAction of(String loadType) {
        return new ModuleLoadAction(AmiHeaders.of("LoadType", loadType));
    }

    /** {@code Module}. */
    public ModuleLoadAction module(String module) {
        return new ModuleLoadAction(headers.with("Module", module));
    }

    /** {@code Recursive}, in Asterisk 22. */
    public ModuleLoadAction recursive(boolean recursive) {
        return new ModuleLoadAction(headers.with("Recursive", ActionText.yesNo(recursive)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ModuleLoadAction actionId(String actionId) {
        return new ModuleLoadAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ModuleLoad";
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
