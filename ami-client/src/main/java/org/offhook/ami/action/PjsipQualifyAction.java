// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Asks the contacts of a PJSIP endpoint whether they are there.
 *
 * <p>{@code PJSIPQualify}; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipQualifyAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param endpoint {@code Endpoint}.
     */
    public static PjsipQualifyAction of(String endpoint) {
        return new PjsipQualifyAction(AmiHeaders.of("Endpoint", endpoint));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipQualifyAction actionId(String actionId) {
        return new PjsipQualifyAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPQualify";
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
