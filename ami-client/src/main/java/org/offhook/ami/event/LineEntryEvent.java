// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A Skinny line, in a list.
 *
 * <p>{@code LineEntry}, in Asterisk 16, no longer in 22; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record LineEntryEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Channeltype}. */
    public Optional<String> channelType() {
        return HeaderValues.text(headers, "Channeltype");
    }

    /** {@code ObjectName}. */
    public Optional<String> objectName() {
        return HeaderValues.text(headers, "ObjectName");
    }

    /** {@code ChannelObjectType}. */
    public Optional<String> channelObjectType() {
        return HeaderValues.text(headers, "ChannelObjectType");
    }

    /** {@code Device}. */
    public Optional<String> device() {
        return HeaderValues.text(headers, "Device");
    }

    /** {@code Instance}. */
    public OptionalInt instance() {
        return HeaderValues.integer(headers, "Instance");
    }

    /** {@code Label}. */
    public Optional<String> label() {
        return HeaderValues.text(headers, "Label");
    }
}
