// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Instant;
import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A request was refused for want of memory.
 *
 * <p>{@code MemoryLimit}; read class {@code security}.
 *
 * @param headers everything that came
 */
@Generated
public record MemoryLimitEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code EventTV}. */
    public Optional<Instant> eventTime() {
        return HeaderValues.isoTime(headers, "EventTV");
    }

    /** {@code Severity}. */
    public Optional<String> severity() {
        return HeaderValues.text(headers, "Severity");
    }

    /** {@code Service}. */
    public Optional<String> service() {
        return HeaderValues.text(headers, "Service");
    }

    /** {@code EventVersion}. */
    public Optional<String> eventVersion() {
        return HeaderValues.text(headers, "EventVersion");
    }

    /** {@code AccountID}. */
    public Optional<String> accountId() {
        return HeaderValues.text(headers, "AccountID");
    }

    /** {@code SessionID}. */
    public Optional<String> sessionId() {
        return HeaderValues.text(headers, "SessionID");
    }

    /** {@code LocalAddress}. */
    public Optional<String> localAddress() {
        return HeaderValues.text(headers, "LocalAddress");
    }

    /** {@code RemoteAddress}. */
    public Optional<String> remoteAddress() {
        return HeaderValues.text(headers, "RemoteAddress");
    }

    /** {@code Module}. */
    public Optional<String> module() {
        return HeaderValues.text(headers, "Module");
    }

    /** {@code SessionTV}. */
    public Optional<Instant> sessionTime() {
        return HeaderValues.isoTime(headers, "SessionTV");
    }
}
