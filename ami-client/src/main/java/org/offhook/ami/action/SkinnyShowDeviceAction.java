// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Describes a Skinny device.
 *
 * <p>{@code SKINNYshowdevice}, in Asterisk 16, no longer in 22; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record SkinnyShowDeviceAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param device {@code Device}.
     */
    public static SkinnyShowDeviceAction of(String device) {
        return new SkinnyShowDeviceAction(AmiHeaders.of("Device", device));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public SkinnyShowDeviceAction actionId(String actionId) {
        return new SkinnyShowDeviceAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "SKINNYshowdevice";
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
