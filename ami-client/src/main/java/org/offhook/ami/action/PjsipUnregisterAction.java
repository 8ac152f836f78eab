// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Takes a registration at a server back.
 *
 * <p>{@code PJSIPUnregister}; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipUnregisterAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param registration {@code Registration}.
     */
    public static PjsipUnregisterAction of(String registration) {
        return new PjsipUnregisterAction(AmiHeaders.of("Registration", registration));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipUnregisterAction actionId(String actionId) {
        return new PjsipUnregisterAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPUnregister";
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
