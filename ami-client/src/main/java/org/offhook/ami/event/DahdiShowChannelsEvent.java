// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A DAHDI channel, in the answer to DAHDIShowChannels.
 *
 * <p>{@code DAHDIShowChannels}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record DahdiShowChannelsEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code DAHDIChannel}. */
    public Optional<String> dahdiChannel() {
        return HeaderValues.text(headers, "DAHDIChannel");
    }

    /** {@code Channel}. */
    public Optional<String> channelName() {
        return HeaderValues.text(headers, "Channel");
    }

    /** {@code Uniqueid}. */
    public Optional<String> uniqueId() {
        return HeaderValues.text(headers, "Uniqueid");
    }

    /** {@code AccountCode}. */
    public Optional<String> accountCode() {
        return HeaderValues.text(headers, "AccountCode");
    }

    /** {@code Signalling}. */
    public Optional<String> signalling() {
        return HeaderValues.text(headers, "Signalling");
    }

    /** {@code SignallingCode}. */
    public Optional<String> signallingCode() {
        return HeaderValues.text(headers, "SignallingCode");
    }

    /** {@code Context}. */
    public Optional<String> context() {
        return HeaderValues.text(headers, "Context");
    }

    /** {@code DND}. */
    public Optional<Boolean> dnd() {
        return HeaderValues.bool(headers, "DND");
    }

    /** {@code Alarm}. */
    public Optional<String> alarm() {
        return HeaderValues.text(headers, "Alarm");
    }

    /** {@code Description}. */
    public Optional<String> description() {
        return HeaderValues.text(headers, "Description");
    }
}
