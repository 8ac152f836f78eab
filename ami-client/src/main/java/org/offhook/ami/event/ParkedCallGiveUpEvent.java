// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A parked caller has hung up.
 *
 * <p>{@code ParkedCallGiveUp}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record ParkedCallGiveUpEvent(AmiHeaders headers) implements AmiEvent {

    /** The channel whose headers begin with {@code Parkee}. */
    public ChannelSnapshot parkee() {
        return new ChannelSnapshot(headers, "Parkee");
    }

    /** The channel whose headers begin with {@code Parker}. */
    public ChannelSnapshot parker() {
        return new ChannelSnapshot(headers, "Parker");
    }

    /** {@code ParkerDialString}. */
    public Optional<String> parkerDialString() {
        return HeaderValues.text(headers, "ParkerDialString");
    }

    /** {@code Parkinglot}. */
    public Optional<String> parkingLot() {
        return HeaderValues.text(headers, "Parkinglot");
    }

    /** {@code ParkingSpace}. */
    public OptionalInt parkingSpace() {
        return HeaderValues.integer(headers, "ParkingSpace");
    }

    /** {@code ParkingTimeout}. */
    public Optional<Duration> parkingTimeout() {
        return HeaderValues.seconds(headers, "ParkingTimeout");
    }

    /** {@code ParkingDuration}. */
    public Optional<Duration> parkingDuration() {
        return HeaderValues.seconds(headers, "ParkingDuration");
    }
}
