// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Sends a SIP NOTIFY to a peer.
 *
 * <p>{@code SIPnotify}, in Asterisk 16, no longer in 22; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record SipNotifyAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     * @param variableName the name in {@code Variable}.
     * @param variableValue the value in {@code Variable}.
     */
    public static SipNotifyAction of(String channel, String variableName, String variableValue) {
        return new SipNotifyAction(
                AmiHeaders.of("Channel", channel, "Variable", ActionText.variable(variableName, variableValue)));
    }

    /** {@code Call-ID}. */
    public SipNotifyAction callId(String callId) {
        return new SipNotifyAction(headers.with("Call-ID", callId));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public SipNotifyAction actionId(String actionId) {
        return new SipNotifyAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "SIPnotify";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
