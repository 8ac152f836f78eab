// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Transfers a DAHDI channel.
 *
 * <p>{@code DAHDITransfer}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record DahdiTransferAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param dahdiChannel {@code DAHDIChannel}.
     */
    public static DahdiTransferAction of(String dahdiChannel) {
        return new DahdiTransferAction(AmiHeaders.of("DAHDIChannel", dahdiChannel));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public DahdiTransferAction actionId(String actionId) {
        return new DahdiTransferAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "DAHDITransfer";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
