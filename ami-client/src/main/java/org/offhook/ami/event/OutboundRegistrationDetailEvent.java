// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * An outbound registration, in a list.
 *
 * <p>{@code OutboundRegistrationDetail}, in Asterisk 22, not in 16; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record OutboundRegistrationDetailEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code ObjectType}. */
    public Optional<String> objectType() {
        return HeaderValues.text(headers, "ObjectType");
    }

    /** {@code ObjectName}. */
    public Optional<String> objectName() {
        return HeaderValues.text(headers, "ObjectName");
    }

    /** {@code MaxRetries}. */
    public OptionalInt maxRetries() {
        return HeaderValues.integer(headers, "MaxRetries");
    }

    /** {@code ClientUri}. */
    public Optional<String> clientUri() {
        return HeaderValues.text(headers, "ClientUri");
    }

    /** {@code SecurityNegotiation}. */
    public Optional<String> securityNegotiation() {
        return HeaderValues.text(headers, "SecurityNegotiation");
    }

    /** {@code AuthRejectionPermanent}. */
    public Optional<Boolean> authRejectionPermanent() {
        return HeaderValues.bool(headers, "AuthRejectionPermanent");
    }

    /** {@code ServerUri}. */
    public Optional<String> serverUri() {
        return HeaderValues.text(headers, "ServerUri");
    }

    /** {@code MaxRandomInitialDelay}. */
    public Optional<Duration> maxRandomInitialDelay() {
        return HeaderValues.seconds(headers, "MaxRandomInitialDelay");
    }

    /** {@code SupportPath}. */
    public Optional<Boolean> supportPath() {
        return HeaderValues.bool(headers, "SupportPath");
    }

    /** {@code RetryInterval}. */
    public Optional<Duration> retryInterval() {
        return HeaderValues.seconds(headers, "RetryInterval");
    }

    /** {@code ContactHeaderParams}. */
    public Optional<String> contactHeaderParams() {
        return HeaderValues.text(headers, "ContactHeaderParams");
    }

    /** {@code Expiration}. */
    public Optional<Duration> expiration() {
        return HeaderValues.seconds(headers, "Expiration");
    }

    /** {@code Transport}. */
    public Optional<String> transport() {
        return HeaderValues.text(headers, "Transport");
    }

    /** {@code Line}. */
    public Optional<String> line() {
        return HeaderValues.text(headers, "Line");
    }

    /** {@code ContactUser}. */
    public Optional<String> contactUser() {
        return HeaderValues.text(headers, "ContactUser");
    }

    /** {@code Endpoint}. */
    public Optional<String> endpoint() {
        return HeaderValues.text(headers, "Endpoint");
    }

    /** {@code UserAgent}. */
    public Optional<String> userAgent() {
        return HeaderValues.text(headers, "UserAgent");
    }

    /** {@code ForbiddenRetryInterval}. */
    public Optional<Duration> forbiddenRetryInterval() {
        return HeaderValues.seconds(headers, "ForbiddenRetryInterval");
    }

    /** {@code OutboundAuth}. */
    public Optional<String> outboundAuth() {
        return HeaderValues.text(headers, "OutboundAuth");
    }

    /** {@code OutboundProxy}. */
    public Optional<String> outboundProxy() {
        return HeaderValues.text(headers, "OutboundProxy");
    }

    /** {@code FatalRetryInterval}. */
    public Optional<Duration> fatalRetryInterval() {
        return HeaderValues.seconds(headers, "FatalRetryInterval");
    }

    /** {@code SupportOutbound}. */
    public Optional<Boolean> supportOutbound() {
        return HeaderValues.bool(headers, "SupportOutbound");
    }

    /** {@code Status}: {@code Registered}, {@code Unregistered}, {@code Rejected}. */
    public Optional<String> status() {
        return HeaderValues.text(headers, "Status");
    }

    /** {@code NextReg}. */
    public Optional<String> nextRegistration() {
        return HeaderValues.text(headers, "NextReg");
    }
}
