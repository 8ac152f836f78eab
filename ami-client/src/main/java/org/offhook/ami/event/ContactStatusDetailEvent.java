// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A contact of a PJSIP endpoint, in a list.
 *
 * <p>{@code ContactStatusDetail}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record ContactStatusDetailEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code AOR}. */
    public Optional<String> aor() {
        return HeaderValues.text(headers, "AOR");
    }

    /** {@code URI}. */
    public Optional<String> uri() {
        return HeaderValues.text(headers, "URI");
    }

    /** {@code Status}: {@code Reachable}, {@code Unreachable}, {@code NonQualified}, {@code Unknown}. */
    public Optional<String> status() {
        return HeaderValues.text(headers, "Status");
    }

    /** {@code RoundtripUsec}. */
    public Optional<Duration> roundTrip() {
        return HeaderValues.micros(headers, "RoundtripUsec");
    }

    /** {@code EndpointName}. */
    public Optional<String> endpointName() {
        return HeaderValues.text(headers, "EndpointName");
    }

    /** {@code UserAgent}. */
    public Optional<String> userAgent() {
        return HeaderValues.text(headers, "UserAgent");
    }

    /** {@code RegExpire}. */
    public Optional<Instant> regExpire() {
        return HeaderValues.epoch(headers, "RegExpire");
    }

    /** {@code ViaAddress}. */
    public Optional<String> viaAddress() {
        return HeaderValues.text(headers, "ViaAddress");
    }

    /** {@code CallID}. */
    public Optional<String> callId() {
        return HeaderValues.text(headers, "CallID");
    }

    /** {@code ID}. */
    public Optional<String> id() {
        return HeaderValues.text(headers, "ID");
    }

    /** {@code AuthenticateQualify}. */
    public Optional<Boolean> authenticateQualify() {
        return HeaderValues.bool(headers, "AuthenticateQualify");
    }

    /** {@code OutboundProxy}. */
    public Optional<String> outboundProxy() {
        return HeaderValues.text(headers, "OutboundProxy");
    }

    /** {@code Path}. */
    public Optional<String> path() {
        return HeaderValues.text(headers, "Path");
    }

    /** {@code QualifyFrequency}. */
    public Optional<Duration> qualifyFrequency() {
        return HeaderValues.seconds(headers, "QualifyFrequency");
    }

    /** {@code QualifyTimeout}. */
    public Optional<Duration> qualifyTimeout() {
        return HeaderValues.seconds(headers, "QualifyTimeout");
    }

    /** {@code Qualify2xxOnly}, in Asterisk 22. */
    public Optional<Boolean> qualify2xxOnly() {
        return HeaderValues.bool(headers, "Qualify2xxOnly");
    }
}
