// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * The two halves of a Local channel were joined.
 *
 * <p>{@code LocalBridge}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record LocalBridgeEvent(AmiHeaders headers) implements AmiEvent {

    /** The channel whose headers begin with {@code LocalOne}. */
    public ChannelSnapshot localOne() {
        return new ChannelSnapshot(headers, "LocalOne");
    }

    /** The channel whose headers begin with {@code LocalTwo}. */
    public ChannelSnapshot localTwo() {
        return new ChannelSnapshot(headers, "LocalTwo");
    }

    /** {@code Context}. */
    public Optional<String> context() {
        return HeaderValues.text(headers, "Context");
    }

    /** {@code Exten}. */
    public Optional<String> extension() {
        return HeaderValues.text(headers, "Exten");
    }

    /** {@code LocalOptimization}. */
    public Optional<Boolean> localOptimization() {
        return HeaderValues.bool(headers, "LocalOptimization");
    }
}
