// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Registers at a server.
 *
 * <p>{@code PJSIPRegister}; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipRegisterAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param registration {@code Registration}.
     */
    public static PjsipRegisterAction of(String registration) {
        return new PjsipRegisterAction(AmiHeaders.of("Registration", registration));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipRegisterAction actionId(String actionId) {
        return new PjsipRegisterAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPRegister";
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
