// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Switches do not disturb on on a DAHDI channel.
 *
 * <p>{@code DAHDIDNDon}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record DahdiDndOnAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param dahdiChannel {@code DAHDIChannel}.
     */
    public static DahdiDndOnAction of(String dahdiChannel) {
        return new DahdiDndOnAction(AmiHeaders.of("DAHDIChannel", dahdiChannel));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public DahdiDndOnAction actionId(String actionId) {
        return new DahdiDndOnAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "DAHDIDNDon";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
