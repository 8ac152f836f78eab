// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.PeerEntryEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the IAX peers.
 *
 * <p>{@code IAXpeerlist}; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record IaxPeerListAction(AmiHeaders headers) implements AmiAction<AmiEventList<PeerEntryEvent>> {

    /** The action. */
    public static IaxPeerListAction of() {
        return new IaxPeerListAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public IaxPeerListAction actionId(String actionId) {
        return new IaxPeerListAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "IAXpeerlist";
    }

    @Override
    public AmiEventList<PeerEntryEvent> result(AmiResponse response) {
        return AmiEventList.of(response, PeerEntryEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("PeerlistComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting", "system");
    }
}
