// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A Skinny device, in a list.
 *
 * <p>{@code DeviceEntry}, in Asterisk 16, no longer in 22; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record DeviceEntryEvent(AmiHeaders headers) implements AmiEvent {

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

    /** {@code DeviceId}. */
    public Optional<String> deviceId() {
        return HeaderValues.text(headers, "DeviceId");
    }

    /** {@code IPaddress}. */
    public Optional<String> ipAddress() {
        return HeaderValues.text(headers, "IPaddress");
    }

    /** {@code Type}. */
    public Optional<String> type() {
        return HeaderValues.text(headers, "Type");
    }

    /** {@code Devicestatus}. */
    public Optional<String> deviceStatus() {
        return HeaderValues.text(headers, "Devicestatus");
    }

    /** {@code NumberOfLines}. */
    public OptionalInt numberOfLines() {
        return HeaderValues.integer(headers, "NumberOfLines");
    }
}
