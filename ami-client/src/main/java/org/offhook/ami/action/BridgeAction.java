// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Bridges two channels. By name: Asterisk takes the first channel whose name or unique id begins with what is given.
 *
 * <p>{@code Bridge}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record BridgeAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel1 {@code Channel1}.
     * @param channel2 {@code Channel2}.
     */
    public static BridgeAction of(String channel1, String channel2) {
        return new BridgeAction(AmiHeaders.of("Channel1", channel1, "Channel2", channel2));
    }

    /** {@code Tone}: {@code no}, {@code Channel1}, {@code Channel2}, {@code Both}. */
    public BridgeAction tone(String tone) {
        return new BridgeAction(headers.with("Tone", tone));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public BridgeAction actionId(String actionId) {
        return new BridgeAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Bridge";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call");
    }
}
