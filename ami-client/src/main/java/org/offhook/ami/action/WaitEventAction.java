// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.time.Duration;
import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Waits for events, and nothing else is done on the connection meanwhile: of no use here, where events come by themselves.
 *
 * <p>{@code WaitEvent}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record WaitEventAction(AmiHeaders headers) implements AmiAction<AmiEventList<AmiEvent>> {

    /**
     * The action with what it needs.
     *
     * @param timeout {@code Timeout}.
     */
    public static WaitEventAction of(Duration timeout) {
        return new WaitEventAction(AmiHeaders.of("Timeout", ActionText.seconds(timeout)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public WaitEventAction actionId(String actionId) {
        return new WaitEventAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "WaitEvent";
    }

    @Override
    public AmiEventList<AmiEvent> result(AmiResponse response) {
        return AmiEventList.of(response, AmiEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("WaitEventComplete");
    }
}
