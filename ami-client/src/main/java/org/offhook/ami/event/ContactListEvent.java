// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A contact, in the answer to PJSIPShowContacts.
 *
 * <p>{@code ContactList}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record ContactListEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code ObjectType}. */
    public Optional<String> objectType() {
        return HeaderValues.text(headers, "ObjectType");
    }

    /** {@code ObjectName}. */
    public Optional<String> objectName() {
        return HeaderValues.text(headers, "ObjectName");
    }

    /** {@code ViaAddr}. */
    public Optional<String> viaAddress() {
        return HeaderValues.text(headers, "ViaAddr");
    }

    /** {@code ViaPort}. */
    public OptionalInt viaPort() {
        return HeaderValues.integer(headers, "ViaPort");
    }

    /** {@code QualifyTimeout}. */
    public Optional<Duration> qualifyTimeout() {
        return HeaderValues.seconds(headers, "QualifyTimeout");
    }

    /** {@code CallId}. */
    public Optional<String> callId() {
        return HeaderValues.text(headers, "CallId");
    }

    /** {@code RegServer}. */
    public Optional<String> regServer() {
        return HeaderValues.text(headers, "RegServer");
    }

    /** {@code PruneOnBoot}. */
    public Optional<Boolean> pruneOnBoot() {
        return HeaderValues.bool(headers, "PruneOnBoot");
    }

    /** {@code Path}. */
    public Optional<String> path() {
        return HeaderValues.text(headers, "Path");
    }

    /** {@code Endpoint}. */
    public Optional<String> endpoint() {
        return HeaderValues.text(headers, "Endpoint");
    }

    /** {@code AuthenticateQualify}. */
    public Optional<Boolean> authenticateQualify() {
        return HeaderValues.bool(headers, "AuthenticateQualify");
    }

    /** {@code Uri}. */
    public Optional<String> uri() {
        return HeaderValues.text(headers, "Uri");
    }

    /** {@code QualifyFrequency}. */
    public Optional<Duration> qualifyFrequency() {
        return HeaderValues.seconds(headers, "QualifyFrequency");
    }

    /** {@code UserAgent}. */
    public Optional<String> userAgent() {
        return HeaderValues.text(headers, "UserAgent");
    }

    /** {@code ExpirationTime}. */
    public Optional<Instant> expirationTime() {
        return HeaderValues.epoch(headers, "ExpirationTime");
    }

    /** {@code OutboundProxy}. */
    public Optional<String> outboundProxy() {
        return HeaderValues.text(headers, "OutboundProxy");
    }

    /** {@code Status}: {@code Reachable}, {@code Unreachable}, {@code NonQualified}, {@code Unknown}. */
    public Optional<String> status() {
        return HeaderValues.text(headers, "Status");
    }

    /** {@code RoundtripUsec}. */
    public Optional<Duration> roundTrip() {
        return HeaderValues.micros(headers, "RoundtripUsec");
    }

    /** {@code Qualify2xxOnly}, in Asterisk 22. */
    public Optional<Boolean> qualify2xxOnly() {
        return HeaderValues.bool(headers, "Qualify2xxOnly");
    }
}
