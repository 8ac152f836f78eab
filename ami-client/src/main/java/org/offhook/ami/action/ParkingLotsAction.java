// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.ParkinglotEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the parking lots.
 *
 * <p>{@code Parkinglots}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ParkingLotsAction(AmiHeaders headers) implements AmiAction<AmiEventList<ParkinglotEvent>> {

    /** The action. */
    public static ParkingLotsAction of() {
        return new ParkingLotsAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ParkingLotsAction actionId(String actionId) {
        return new ParkingLotsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Parkinglots";
    }

    @Override
    public AmiEventList<ParkinglotEvent> result(AmiResponse response) {
        return AmiEventList.of(response, ParkinglotEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("ParkinglotsComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call");
    }
}
