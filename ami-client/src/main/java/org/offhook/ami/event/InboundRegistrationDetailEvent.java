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
 * An inbound registration, in a list.
 *
 * <p>{@code InboundRegistrationDetail}, in Asterisk 22, not in 16; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record InboundRegistrationDetailEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code ObjectType}. */
    public Optional<String> objectType() {
        return HeaderValues.text(headers, "ObjectType");
    }

    /** {@code ObjectName}. */
    public Optional<String> objectName() {
        return HeaderValues.text(headers, "ObjectName");
    }

    /** {@code MinimumExpiration}. */
    public Optional<Duration> minimumExpiration() {
        return HeaderValues.seconds(headers, "MinimumExpiration");
    }

    /** {@code DefaultExpiration}. */
    public Optional<Duration> defaultExpiration() {
        return HeaderValues.seconds(headers, "DefaultExpiration");
    }

    /** {@code QualifyTimeout}. */
    public Optional<Duration> qualifyTimeout() {
        return HeaderValues.seconds(headers, "QualifyTimeout");
    }

    /** {@code Qualify2xxOnly}. */
    public Optional<Boolean> qualify2xxOnly() {
        return HeaderValues.bool(headers, "Qualify2xxOnly");
    }

    /** {@code Mailboxes}. */
    public Optional<String> mailboxes() {
        return HeaderValues.text(headers, "Mailboxes");
    }

    /** {@code SupportPath}. */
    public Optional<Boolean> supportPath() {
        return HeaderValues.bool(headers, "SupportPath");
    }

    /** {@code RemoveUnavailable}. */
    public Optional<Boolean> removeUnavailable() {
        return HeaderValues.bool(headers, "RemoveUnavailable");
    }

    /** {@code VoicemailExtension}. */
    public Optional<String> voicemailExtension() {
        return HeaderValues.text(headers, "VoicemailExtension");
    }

    /** {@code MaxContacts}. */
    public OptionalInt maxContacts() {
        return HeaderValues.integer(headers, "MaxContacts");
    }

    /** {@code AuthenticateQualify}. */
    public Optional<Boolean> authenticateQualify() {
        return HeaderValues.bool(headers, "AuthenticateQualify");
    }

    /** {@code MaximumExpiration}. */
    public Optional<Duration> maximumExpiration() {
        return HeaderValues.seconds(headers, "MaximumExpiration");
    }

    /** {@code QualifyFrequency}. */
    public Optional<Duration> qualifyFrequency() {
        return HeaderValues.seconds(headers, "QualifyFrequency");
    }

    /** {@code RemoveExisting}. */
    public Optional<Boolean> removeExisting() {
        return HeaderValues.bool(headers, "RemoveExisting");
    }

    /** {@code OutboundProxy}. */
    public Optional<String> outboundProxy() {
        return HeaderValues.text(headers, "OutboundProxy");
    }

    /** {@code Contacts}. */
    public Optional<String> contacts() {
        return HeaderValues.text(headers, "Contacts");
    }

    /** {@code Contact}. */
    public Optional<String> contact() {
        return HeaderValues.text(headers, "Contact");
    }
}
