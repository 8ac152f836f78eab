// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A parking lot, in the answer to Parkinglots.
 *
 * <p>{@code Parkinglot}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record ParkinglotEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Name}. */
    public Optional<String> parkingLot() {
        return HeaderValues.text(headers, "Name");
    }

    /** {@code StartSpace}. */
    public OptionalInt startSpace() {
        return HeaderValues.integer(headers, "StartSpace");
    }

    /** {@code StopSpace}. */
    public OptionalInt stopSpace() {
        return HeaderValues.integer(headers, "StopSpace");
    }

    /** {@code Timeout}. */
    public Optional<Duration> timeout() {
        return HeaderValues.seconds(headers, "Timeout");
    }
}
