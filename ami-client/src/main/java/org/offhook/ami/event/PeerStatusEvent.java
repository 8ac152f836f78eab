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
 * A peer has registered, or is no longer reachable.
 *
 * <p>{@code PeerStatus}; read class {@code system}.
 *
 * @param headers everything that came
 */
@Generated
public record PeerStatusEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code ChannelType}. */
    public Optional<String> channelType() {
        return HeaderValues.text(headers, "ChannelType");
    }

    /** {@code Peer}. */
    public Optional<String> peer() {
        return HeaderValues.text(headers, "Peer");
    }

    /** {@code PeerStatus}: {@code Unknown}, {@code Registered}, {@code Unregistered}, {@code Rejected}, {@code Lagged}. */
    public Optional<String> peerStatus() {
        return HeaderValues.text(headers, "PeerStatus");
    }

    /** {@code Cause}. */
    public Optional<String> cause() {
        return HeaderValues.text(headers, "Cause");
    }

    /** {@code Address}. */
    public Optional<String> address() {
        return HeaderValues.text(headers, "Address");
    }

    /** {@code Port}. */
    public OptionalInt port() {
        return HeaderValues.integer(headers, "Port");
    }

    /** {@code Time}. */
    public Optional<Duration> roundTrip() {
        return HeaderValues.millis(headers, "Time");
    }
}
