// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.CoreShowChannelMapEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the channels connected with a channel.
 *
 * <p>{@code CoreShowChannelMap}, in Asterisk 22, not in 16; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record CoreShowChannelMapAction(AmiHeaders headers) implements AmiAction<AmiEventList<CoreShowChannelMapEvent>> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     */
    public static CoreShowChannelMapAction of(String channel) {
        return new CoreShowChannelMapAction(AmiHeaders.of("Channel", channel));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public CoreShowChannelMapAction actionId(String actionId) {
        return new CoreShowChannelMapAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "CoreShowChannelMap";
    }

    @Override
    public AmiEventList<CoreShowChannelMapEvent> result(AmiResponse response) {
        return AmiEventList.of(response, CoreShowChannelMapEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("CoreShowChannelMapComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting", "system");
    }
}
