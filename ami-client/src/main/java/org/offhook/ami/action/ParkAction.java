// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.time.Duration;
import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Parks a channel.
 *
 * <p>{@code Park}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ParkAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     */
    public static ParkAction of(String channel) {
        return new ParkAction(AmiHeaders.of("Channel", channel));
    }

    /** {@code TimeoutChannel}. */
    public ParkAction timeoutChannel(String timeoutChannel) {
        return new ParkAction(headers.with("TimeoutChannel", timeoutChannel));
    }

    /** {@code AnnounceChannel}. */
    public ParkAction announceChannel(String announceChannel) {
        return new ParkAction(headers.with("AnnounceChannel", announceChannel));
    }

    /** {@code Timeout}. */
    public ParkAction timeout(Duration timeout) {
        return new ParkAction(headers.with("Timeout", ActionText.millis(timeout)));
    }

    /** {@code Parkinglot}. */
    public ParkAction parkingLot(String parkingLot) {
        return new ParkAction(headers.with("Parkinglot", parkingLot));
    }

    /** {@code ParkingSpace}, in Asterisk 22. */
    public ParkAction parkingSpace(int parkingSpace) {
        return new ParkAction(headers.with("ParkingSpace", Integer.toString(parkingSpace)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ParkAction actionId(String actionId) {
        return new ParkAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Park";
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
