// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.ParkedCallEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the parked calls.
 *
 * <p>{@code ParkedCalls}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ParkedCallsAction(AmiHeaders headers) implements AmiAction<AmiEventList<ParkedCallEvent>> {

    /** The action. */
    public static ParkedCallsAction of() {
        return new ParkedCallsAction(AmiHeaders.EMPTY);
    }

    /** {@code ParkingLot}. */
    public ParkedCallsAction parkingLot(String parkingLot) {
        return new ParkedCallsAction(headers.with("ParkingLot", parkingLot));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ParkedCallsAction actionId(String actionId) {
        return new ParkedCallsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ParkedCalls";
    }

    @Override
    public AmiEventList<ParkedCallEvent> result(AmiResponse response) {
        return AmiEventList.of(response, ParkedCallEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("ParkedCallsComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call");
    }
}
