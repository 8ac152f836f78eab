// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.ConfbridgeListRoomsEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the conferences. An error when there is none.
 *
 * <p>{@code ConfbridgeListRooms}; class {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ConfbridgeListRoomsAction(AmiHeaders headers)
        implements AmiAction<AmiEventList<ConfbridgeListRoomsEvent>> {

    /** The action. */
    public static ConfbridgeListRoomsAction of() {
        return new ConfbridgeListRoomsAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ConfbridgeListRoomsAction actionId(String actionId) {
        return new ConfbridgeListRoomsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ConfbridgeListRooms";
    }

    @Override
    public AmiEventList<ConfbridgeListRoomsEvent> result(AmiResponse response) {
        return AmiEventList.of(response, ConfbridgeListRoomsEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("ConfbridgeListRoomsComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting");
    }
}
