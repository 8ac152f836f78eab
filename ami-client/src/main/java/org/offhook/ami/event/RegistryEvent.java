// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * An outbound registration has changed.
 *
 * <p>{@code Registry}; read class {@code system}.
 *
 * @param headers everything that came
 */
@Generated
public record RegistryEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code ChannelType}. */
    public Optional<String> channelType() {
        return HeaderValues.text(headers, "ChannelType");
    }

    /** {@code Username}. */
    public Optional<String> username() {
        return HeaderValues.text(headers, "Username");
    }

    /** {@code Domain}. */
    public Optional<String> domain() {
        return HeaderValues.text(headers, "Domain");
    }

    /** {@code Status}: {@code Registered}, {@code Unregistered}, {@code Rejected}, {@code Failed}. */
    public Optional<String> status() {
        return HeaderValues.text(headers, "Status");
    }

    /** {@code Cause}. */
    public Optional<String> cause() {
        return HeaderValues.text(headers, "Cause");
    }
}
