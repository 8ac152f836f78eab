// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A PJSIP contact has changed: reachable, unreachable, removed.
 *
 * <p>{@code ContactStatus}; read class {@code system}.
 *
 * @param headers everything that came
 */
@Generated
public record ContactStatusEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code URI}. */
    public Optional<String> uri() {
        return HeaderValues.text(headers, "URI");
    }

    /**
     * {@code ContactStatus}: {@code Unknown}, {@code Unreachable}, {@code Reachable}, {@code Unqualified}, {@code Removed}, {@code
     * Updated}.
     */
    public Optional<String> contactStatus() {
        return HeaderValues.text(headers, "ContactStatus");
    }

    /** {@code AOR}. */
    public Optional<String> aor() {
        return HeaderValues.text(headers, "AOR");
    }

    /** {@code EndpointName}. */
    public Optional<String> endpointName() {
        return HeaderValues.text(headers, "EndpointName");
    }

    /** {@code RoundtripUsec}. */
    public Optional<Duration> roundTrip() {
        return HeaderValues.micros(headers, "RoundtripUsec");
    }
}
