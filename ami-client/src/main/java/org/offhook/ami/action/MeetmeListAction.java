// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.MeetmeListEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the users of MeetMe conferences. An error when there is none.
 *
 * <p>{@code MeetmeList}; class {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record MeetmeListAction(AmiHeaders headers) implements AmiAction<AmiEventList<MeetmeListEvent>> {

    /** The action. */
    public static MeetmeListAction of() {
        return new MeetmeListAction(AmiHeaders.EMPTY);
    }

    /** {@code Conference}. */
    public MeetmeListAction conference(String conference) {
        return new MeetmeListAction(headers.with("Conference", conference));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public MeetmeListAction actionId(String actionId) {
        return new MeetmeListAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "MeetmeList";
    }

    @Override
    public AmiEventList<MeetmeListEvent> result(AmiResponse response) {
        return AmiEventList.of(response, MeetmeListEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("MeetmeListComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting");
    }
}
