// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Answers a call that a PJSIP endpoint has begun with a SIP code of choice.
 *
 * <p>{@code PJSIPHangup}, in Asterisk 22, not in 16; any of the classes {@code system}, {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipHangupAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     * @param cause {@code Cause}.
     */
    public static PjsipHangupAction of(String channel, int cause) {
        return new PjsipHangupAction(AmiHeaders.of("Channel", channel, "Cause", Integer.toString(cause)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipHangupAction actionId(String actionId) {
        return new PjsipHangupAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPHangup";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call", "system");
    }
}
