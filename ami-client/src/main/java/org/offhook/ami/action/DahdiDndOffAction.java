// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Switches do not disturb off on a DAHDI channel.
 *
 * <p>{@code DAHDIDNDoff}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record DahdiDndOffAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param dahdiChannel {@code DAHDIChannel}.
     */
    public static DahdiDndOffAction of(String dahdiChannel) {
        return new DahdiDndOffAction(AmiHeaders.of("DAHDIChannel", dahdiChannel));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public DahdiDndOffAction actionId(String actionId) {
        return new DahdiDndOffAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "DAHDIDNDoff";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
