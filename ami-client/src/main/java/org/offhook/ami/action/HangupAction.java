// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Hangs a channel up, or all whose names match a pattern, {@code /regex/}.
 *
 * <p>{@code Hangup}; any of the classes {@code system}, {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record HangupAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     */
    public static HangupAction of(String channel) {
        return new HangupAction(AmiHeaders.of("Channel", channel));
    }

    /** {@code Cause}. */
    public HangupAction cause(int cause) {
        return new HangupAction(headers.with("Cause", Integer.toString(cause)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public HangupAction actionId(String actionId) {
        return new HangupAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Hangup";
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
