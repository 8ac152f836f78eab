// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.PeerStatusEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the states of SIP peers.
 *
 * <p>{@code SIPpeerstatus}, in Asterisk 16, no longer in 22; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record SipPeerStatusAction(AmiHeaders headers) implements AmiAction<AmiEventList<PeerStatusEvent>> {

    /** The action. */
    public static SipPeerStatusAction of() {
        return new SipPeerStatusAction(AmiHeaders.EMPTY);
    }

    /** {@code Peer}. */
    public SipPeerStatusAction peer(String peer) {
        return new SipPeerStatusAction(headers.with("Peer", peer));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public SipPeerStatusAction actionId(String actionId) {
        return new SipPeerStatusAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "SIPpeerstatus";
    }

    @Override
    public AmiEventList<PeerStatusEvent> result(AmiResponse response) {
        return AmiEventList.of(response, PeerStatusEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("SIPpeerstatusComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
