// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Asks for Asterisk's version and limits.
 *
 * <p>{@code CoreSettings}; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record CoreSettingsAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static CoreSettingsAction of() {
        return new CoreSettingsAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public CoreSettingsAction actionId(String actionId) {
        return new CoreSettingsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "CoreSettings";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting", "system");
    }
}
