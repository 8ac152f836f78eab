// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.InboundSubscriptionDetailEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the inbound subscriptions.
 *
 * <p>{@code PJSIPShowSubscriptionsInbound}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipShowSubscriptionsInboundAction(AmiHeaders headers)
        implements AmiAction<AmiEventList<InboundSubscriptionDetailEvent>> {

    /** The action. */
    public static PjsipShowSubscriptionsInboundAction of() {
        return new PjsipShowSubscriptionsInboundAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipShowSubscriptionsInboundAction actionId(String actionId) {
        return new PjsipShowSubscriptionsInboundAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPShowSubscriptionsInbound";
    }

    @Override
    public AmiEventList<InboundSubscriptionDetailEvent> result(AmiResponse response) {
        return AmiEventList.of(response, InboundSubscriptionDetailEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("InboundSubscriptionDetailComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
