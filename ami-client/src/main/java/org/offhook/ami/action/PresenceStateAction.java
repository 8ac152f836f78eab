// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Asks for a presence.
 *
 * <p>{@code PresenceState}; any of the classes {@code call}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PresenceStateAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param provider {@code Provider}.
     */
    public static PresenceStateAction of(String provider) {
        return new PresenceStateAction(AmiHeaders.of("Provider", provider));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PresenceStateAction actionId(String actionId) {
        return new PresenceStateAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PresenceState";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call", "reporting");
    }
}
