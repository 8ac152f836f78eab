// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.AorListEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the addresses of record of PJSIP.
 *
 * <p>{@code PJSIPShowAors}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipShowAorsAction(AmiHeaders headers) implements AmiAction<AmiEventList<AorListEvent>> {

    /** The action. */
    public static PjsipShowAorsAction of() {
        return new PjsipShowAorsAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipShowAorsAction actionId(String actionId) {
        return new PjsipShowAorsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPShowAors";
    }

    @Override
    public AmiEventList<AorListEvent> result(AmiResponse response) {
        return AmiEventList.of(response, AorListEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("AorListComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
