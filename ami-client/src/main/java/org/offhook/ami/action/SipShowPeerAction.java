// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Describes a SIP peer.
 *
 * <p>{@code SIPshowpeer}, in Asterisk 16, no longer in 22; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record SipShowPeerAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param peer {@code Peer}.
     */
    public static SipShowPeerAction of(String peer) {
        return new SipShowPeerAction(AmiHeaders.of("Peer", peer));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public SipShowPeerAction actionId(String actionId) {
        return new SipShowPeerAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "SIPshowpeer";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting", "system");
    }
}
