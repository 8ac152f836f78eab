// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Begins an attended transfer from a channel.
 *
 * <p>{@code Atxfer}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record AtxferAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     * @param extension {@code Exten}.
     */
    public static AtxferAction of(String channel, String extension) {
        return new AtxferAction(AmiHeaders.of("Channel", channel, "Exten", extension));
    }

    /** {@code Context}. */
    public AtxferAction context(String context) {
        return new AtxferAction(headers.with("Context", context));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public AtxferAction actionId(String actionId) {
        return new AtxferAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Atxfer";
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
