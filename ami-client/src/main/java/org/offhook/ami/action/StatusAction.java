// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.StatusEvent;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Describes a channel, or all.
 *
 * <p>{@code Status}; any of the classes {@code system}, {@code call}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record StatusAction(AmiHeaders headers) implements AmiAction<AmiEventList<StatusEvent>> {

    /** The action. */
    public static StatusAction of() {
        return new StatusAction(AmiHeaders.EMPTY);
    }

    /** {@code Channel}. */
    public StatusAction channel(String channel) {
        return new StatusAction(headers.with("Channel", channel));
    }

    /** {@code Variables}. */
    public StatusAction variables(String variables) {
        return new StatusAction(headers.with("Variables", variables));
    }

    /** {@code AllVariables}. */
    public StatusAction allVariables(boolean allVariables) {
        return new StatusAction(headers.with("AllVariables", ActionText.yesNo(allVariables)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public StatusAction actionId(String actionId) {
        return new StatusAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Status";
    }

    @Override
    public AmiEventList<StatusEvent> result(AmiResponse response) {
        return AmiEventList.of(response, StatusEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("StatusComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call", "reporting", "system");
    }
}
