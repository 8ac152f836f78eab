// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Puts a PJSIP endpoint in maintenance, or takes it out.
 *
 * <p>{@code PJSIPSetMaintenance}, in Asterisk 22, not in 16; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipSetMaintenanceAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param endpoint {@code Endpoint}.
     * @param maintenance {@code State}.
     */
    public static PjsipSetMaintenanceAction of(String endpoint, boolean maintenance) {
        return new PjsipSetMaintenanceAction(
                AmiHeaders.of("Endpoint", endpoint, "State", ActionText.onOff(maintenance)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipSetMaintenanceAction actionId(String actionId) {
        return new PjsipSetMaintenanceAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPSetMaintenance";
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
