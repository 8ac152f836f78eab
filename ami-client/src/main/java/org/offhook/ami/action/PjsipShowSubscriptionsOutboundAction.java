// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.OutboundSubscriptionDetailEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the outbound subscriptions.
 *
 * <p>{@code PJSIPShowSubscriptionsOutbound}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipShowSubscriptionsOutboundAction(AmiHeaders headers)
        implements AmiAction<AmiEventList<OutboundSubscriptionDetailEvent>> {

    /** The action. */
    public static PjsipShowSubscriptionsOutboundAction of() {
        return new PjsipShowSubscriptionsOutboundAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipShowSubscriptionsOutboundAction actionId(String actionId) {
        return new PjsipShowSubscriptionsOutboundAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPShowSubscriptionsOutbound";
    }

    @Override
    public AmiEventList<OutboundSubscriptionDetailEvent> result(AmiResponse response) {
        return AmiEventList.of(response, OutboundSubscriptionDetailEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("OutboundSubscriptionDetailComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
