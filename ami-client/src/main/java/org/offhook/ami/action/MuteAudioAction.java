// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Mutes or unmutes a channel.
 *
 * <p>{@code MuteAudio}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record MuteAudioAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     * @param direction {@code Direction}: {@code in}, {@code out}, {@code all}.
     * @param muted {@code State}.
     */
    public static MuteAudioAction of(String channel, String direction, boolean muted) {
        return new MuteAudioAction(
                AmiHeaders.of("Channel", channel, "Direction", direction, "State", ActionText.onOff(muted)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public MuteAudioAction actionId(String actionId) {
        return new MuteAudioAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "MuteAudio";
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
