// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * Asterisk has started completely. Sent to each session that logs in, too.
 *
 * <p>{@code FullyBooted}; read class {@code system}.
 *
 * @param headers everything that came
 */
@Generated
public record FullyBootedEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Uptime}. */
    public Optional<Duration> uptime() {
        return HeaderValues.seconds(headers, "Uptime");
    }

    /** {@code LastReload}. */
    public Optional<Duration> lastReload() {
        return HeaderValues.seconds(headers, "LastReload");
    }

    /** {@code Status}. */
    public Optional<String> status() {
        return HeaderValues.text(headers, "Status");
    }
}
