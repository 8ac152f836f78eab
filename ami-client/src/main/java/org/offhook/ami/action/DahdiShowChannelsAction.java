// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.DahdiShowChannelsEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the DAHDI channels.
 *
 * <p>{@code DAHDIShowChannels}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record DahdiShowChannelsAction(AmiHeaders headers) implements AmiAction<AmiEventList<DahdiShowChannelsEvent>> {

    /** The action. */
    public static DahdiShowChannelsAction of() {
        return new DahdiShowChannelsAction(AmiHeaders.EMPTY);
    }

    /** {@code DAHDIChannel}. */
    public DahdiShowChannelsAction dahdiChannel(String dahdiChannel) {
        return new DahdiShowChannelsAction(headers.with("DAHDIChannel", dahdiChannel));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public DahdiShowChannelsAction actionId(String actionId) {
        return new DahdiShowChannelsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "DAHDIShowChannels";
    }

    @Override
    public AmiEventList<DahdiShowChannelsEvent> result(AmiResponse response) {
        return AmiEventList.of(response, DahdiShowChannelsEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("DAHDIShowChannelsComplete");
    }
}
