// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Instant;
import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A request could not be read.
 *
 * <p>{@code RequestBadFormat}; read class {@code security}.
 *
 * @param headers everything that came
 */
@Generated
public record RequestBadFormatEvent(AmiHeaders headers) implements AmiEvent {

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

    /** {@code RequestType}. */
    public Optional<String> requestType() {
        return HeaderValues.text(headers, "RequestType");
    }

    /** {@code SessionTV}. */
    public Optional<Instant> sessionTime() {
        return HeaderValues.isoTime(headers, "SessionTV");
    }

    /** {@code AccountID}. */
    public Optional<String> accountId() {
        return HeaderValues.text(headers, "AccountID");
    }

    /** {@code Module}. */
    public Optional<String> module() {
        return HeaderValues.text(headers, "Module");
    }

    /** {@code RequestParams}. */
    public Optional<String> requestParams() {
        return HeaderValues.text(headers, "RequestParams");
    }
}
