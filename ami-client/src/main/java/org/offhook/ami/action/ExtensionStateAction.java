// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Asks for the state of an extension with a hint; {@code Status: -1} when there is none.
 *
 * <p>{@code ExtensionState}; any of the classes {@code call}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ExtensionStateAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param context {@code Context}.
     * @param extension {@code Exten}.
     */
    public static ExtensionStateAction of(String context, String extension) {
        return new ExtensionStateAction(AmiHeaders.of("Context", context, "Exten", extension));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ExtensionStateAction actionId(String actionId) {
        return new ExtensionStateAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ExtensionState";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call", "reporting");
    }
}
