// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.PresenceStateChangeEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the presences.
 *
 * <p>{@code PresenceStateList}; any of the classes {@code call}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PresenceStateListAction(AmiHeaders headers) implements AmiAction<AmiEventList<PresenceStateChangeEvent>> {

    /** The action. */
    public static PresenceStateListAction of() {
        return new PresenceStateListAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PresenceStateListAction actionId(String actionId) {
        return new PresenceStateListAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PresenceStateList";
    }

    @Override
    public AmiEventList<PresenceStateChangeEvent> result(AmiResponse response) {
        return AmiEventList.of(response, PresenceStateChangeEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("PresenceStateListComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call", "reporting");
    }
}
