// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.FaxSessionsEntryEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the fax sessions.
 *
 * <p>{@code FAXSessions}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record FaxSessionsAction(AmiHeaders headers) implements AmiAction<AmiEventList<FaxSessionsEntryEvent>> {

    /** The action. */
    public static FaxSessionsAction of() {
        return new FaxSessionsAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public FaxSessionsAction actionId(String actionId) {
        return new FaxSessionsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "FAXSessions";
    }

    @Override
    public AmiEventList<FaxSessionsEntryEvent> result(AmiResponse response) {
        return AmiEventList.of(response, FaxSessionsEntryEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("FAXSessionsComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call");
    }
}
