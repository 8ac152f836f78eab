// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.DeviceStateChangeEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the states of all devices.
 *
 * <p>{@code DeviceStateList}; any of the classes {@code call}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record DeviceStateListAction(AmiHeaders headers) implements AmiAction<AmiEventList<DeviceStateChangeEvent>> {

    /** The action. */
    public static DeviceStateListAction of() {
        return new DeviceStateListAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public DeviceStateListAction actionId(String actionId) {
        return new DeviceStateListAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "DeviceStateList";
    }

    @Override
    public AmiEventList<DeviceStateChangeEvent> result(AmiResponse response) {
        return AmiEventList.of(response, DeviceStateChangeEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("DeviceStateListComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call", "reporting");
    }
}
