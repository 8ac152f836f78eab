// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Dials on a DAHDI channel that is off hook.
 *
 * <p>{@code DAHDIDialOffhook}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record DahdiDialOffhookAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param dahdiChannel {@code DAHDIChannel}.
     * @param number {@code Number}.
     */
    public static DahdiDialOffhookAction of(String dahdiChannel, String number) {
        return new DahdiDialOffhookAction(AmiHeaders.of("DAHDIChannel", dahdiChannel, "Number", number));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public DahdiDialOffhookAction actionId(String actionId) {
        return new DahdiDialOffhookAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "DAHDIDialOffhook";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
