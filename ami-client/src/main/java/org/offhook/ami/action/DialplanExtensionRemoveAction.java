// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Removes an extension from the dialplan, or one line of it.
 *
 * <p>{@code DialplanExtensionRemove}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record DialplanExtensionRemoveAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param context {@code Context}.
     * @param extension {@code Extension}.
     */
    public static DialplanExtensionRemoveAction of(String context, String extension) {
        return new DialplanExtensionRemoveAction(AmiHeaders.of("Context", context, "Extension", extension));
    }

    /** {@code Priority}. */
    public DialplanExtensionRemoveAction priority(String priority) {
        return new DialplanExtensionRemoveAction(headers.with("Priority", priority));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public DialplanExtensionRemoveAction actionId(String actionId) {
        return new DialplanExtensionRemoveAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "DialplanExtensionRemove";
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
