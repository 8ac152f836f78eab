// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Hangs a DAHDI channel up.
 *
 * <p>{@code DAHDIHangup}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record DahdiHangupAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param dahdiChannel {@code DAHDIChannel}.
     */
    public static DahdiHangupAction of(String dahdiChannel) {
        return new DahdiHangupAction(AmiHeaders.of("DAHDIChannel", dahdiChannel));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public DahdiHangupAction actionId(String actionId) {
        return new DahdiHangupAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "DAHDIHangup";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
