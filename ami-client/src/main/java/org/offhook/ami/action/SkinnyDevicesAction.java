// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.DeviceEntryEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the Skinny devices.
 *
 * <p>{@code SKINNYdevices}, in Asterisk 16, no longer in 22; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record SkinnyDevicesAction(AmiHeaders headers) implements AmiAction<AmiEventList<DeviceEntryEvent>> {

    /** The action. */
    public static SkinnyDevicesAction of() {
        return new SkinnyDevicesAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public SkinnyDevicesAction actionId(String actionId) {
        return new SkinnyDevicesAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "SKINNYdevices";
    }

    @Override
    public AmiEventList<DeviceEntryEvent> result(AmiResponse response) {
        return AmiEventList.of(response, DeviceEntryEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("DevicelistComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting", "system");
    }
}
