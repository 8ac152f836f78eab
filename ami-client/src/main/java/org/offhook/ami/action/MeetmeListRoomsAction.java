// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.MeetmeListRoomsEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the MeetMe conferences. An error when there is none.
 *
 * <p>{@code MeetmeListRooms}; class {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record MeetmeListRoomsAction(AmiHeaders headers) implements AmiAction<AmiEventList<MeetmeListRoomsEvent>> {

    /** The action. */
    public static MeetmeListRoomsAction of() {
        return new MeetmeListRoomsAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public MeetmeListRoomsAction actionId(String actionId) {
        return new MeetmeListRoomsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "MeetmeListRooms";
    }

    @Override
    public AmiEventList<MeetmeListRoomsEvent> result(AmiResponse response) {
        return AmiEventList.of(response, MeetmeListRoomsEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("MeetmeListRoomsComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting");
    }
}
