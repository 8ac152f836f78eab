// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Adds a line to the dialplan.
 *
 * <p>{@code DialplanExtensionAdd}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record DialplanExtensionAddAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param context {@code Context}.
     * @param extension {@code Extension}.
     * @param priority {@code Priority}.
     * @param application {@code Application}.
     */
    public static DialplanExtensionAddAction of(String context, String extension, String priority, String application) {
        return new DialplanExtensionAddAction(AmiHeaders.of(
                "Context", context, "Extension", extension, "Priority", priority, "Application", application));
    }

    /** {@code ApplicationData}. */
    public DialplanExtensionAddAction applicationData(String applicationData) {
        return new DialplanExtensionAddAction(headers.with("ApplicationData", applicationData));
    }

    /** {@code Replace}. */
    public DialplanExtensionAddAction replace(boolean replace) {
        return new DialplanExtensionAddAction(headers.with("Replace", ActionText.yesNo(replace)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public DialplanExtensionAddAction actionId(String actionId) {
        return new DialplanExtensionAddAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "DialplanExtensionAdd";
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
