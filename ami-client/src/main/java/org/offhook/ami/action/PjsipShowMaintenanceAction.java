// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.PjsipMaintenanceStatusEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the PJSIP endpoints in maintenance.
 *
 * <p>{@code PJSIPShowMaintenance}, in Asterisk 22, not in 16; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipShowMaintenanceAction(AmiHeaders headers)
        implements AmiAction<AmiEventList<PjsipMaintenanceStatusEvent>> {

    /** The action. */
    public static PjsipShowMaintenanceAction of() {
        return new PjsipShowMaintenanceAction(AmiHeaders.EMPTY);
    }

    /** {@code Endpoint}. */
    public PjsipShowMaintenanceAction endpoint(String endpoint) {
        return new PjsipShowMaintenanceAction(headers.with("Endpoint", endpoint));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipShowMaintenanceAction actionId(String actionId) {
        return new PjsipShowMaintenanceAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPShowMaintenance";
    }

    @Override
    public AmiEventList<PjsipMaintenanceStatusEvent> result(AmiResponse response) {
        return AmiEventList.of(response, PjsipMaintenanceStatusEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("PJSIPMaintenanceStatusComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting", "system");
    }
}
