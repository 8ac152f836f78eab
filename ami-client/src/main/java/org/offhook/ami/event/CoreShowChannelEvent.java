// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A channel, in the answer to CoreShowChannels.
 *
 * <p>{@code CoreShowChannel}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record CoreShowChannelEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Application}. */
    public Optional<String> application() {
        return HeaderValues.text(headers, "Application");
    }

    /** {@code ApplicationData}. */
    public Optional<String> applicationData() {
        return HeaderValues.text(headers, "ApplicationData");
    }

    /** {@code Duration}. */
    public Optional<Duration> duration() {
        return HeaderValues.clock(headers, "Duration");
    }

    /** {@code BridgeId}. */
    public Optional<String> bridgeId() {
        return HeaderValues.text(headers, "BridgeId");
    }
}
