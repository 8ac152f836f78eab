// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.DahdiShowStatusEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the DAHDI spans.
 *
 * <p>{@code DAHDIShowStatus}, in Asterisk 22, not in 16.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record DahdiShowStatusAction(AmiHeaders headers) implements AmiAction<AmiEventList<DahdiShowStatusEvent>> {

    /** The action. */
    public static DahdiShowStatusAction of() {
        return new DahdiShowStatusAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public DahdiShowStatusAction actionId(String actionId) {
        return new DahdiShowStatusAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "DAHDIShowStatus";
    }

    @Override
    public AmiEventList<DahdiShowStatusEvent> result(AmiResponse response) {
        return AmiEventList.of(response, DahdiShowStatusEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("DAHDIShowStatusComplete");
    }
}
