// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.CoreShowChannelEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the channels.
 *
 * <p>{@code CoreShowChannels}; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record CoreShowChannelsAction(AmiHeaders headers) implements AmiAction<AmiEventList<CoreShowChannelEvent>> {

    /** The action. */
    public static CoreShowChannelsAction of() {
        return new CoreShowChannelsAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public CoreShowChannelsAction actionId(String actionId) {
        return new CoreShowChannelsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "CoreShowChannels";
    }

    @Override
    public AmiEventList<CoreShowChannelEvent> result(AmiResponse response) {
        return AmiEventList.of(response, CoreShowChannelEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("CoreShowChannelsComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting", "system");
    }
}
