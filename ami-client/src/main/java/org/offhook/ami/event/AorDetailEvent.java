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
 * An address of record of a PJSIP endpoint, in a list.
 *
 * <p>{@code AorDetail}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record AorDetailEvent(AmiHeaders headers) implements AmiEvent {

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

    /** {@code MaximumExpiration}. */
    public Optional<Duration> maximumExpiration() {
        return HeaderValues.seconds(headers, "MaximumExpiration");
    }

    /** {@code DefaultExpiration}. */
    public Optional<Duration> defaultExpiration() {
        return HeaderValues.seconds(headers, "DefaultExpiration");
    }

    /** {@code QualifyFrequency}. */
    public Optional<Duration> qualifyFrequency() {
        return HeaderValues.seconds(headers, "QualifyFrequency");
    }

    /** {@code AuthenticateQualify}. */
    public Optional<Boolean> authenticateQualify() {
        return HeaderValues.bool(headers, "AuthenticateQualify");
    }

    /** {@code MaxContacts}. */
    public OptionalInt maxContacts() {
        return HeaderValues.integer(headers, "MaxContacts");
    }

    /** {@code RemoveExisting}. */
    public Optional<Boolean> removeExisting() {
        return HeaderValues.bool(headers, "RemoveExisting");
    }

    /** {@code RemoveUnavailable}. */
    public Optional<Boolean> removeUnavailable() {
        return HeaderValues.bool(headers, "RemoveUnavailable");
    }

    /** {@code Mailboxes}. */
    public Optional<String> mailboxes() {
        return HeaderValues.text(headers, "Mailboxes");
    }

    /** {@code OutboundProxy}. */
    public Optional<String> outboundProxy() {
        return HeaderValues.text(headers, "OutboundProxy");
    }

    /** {@code SupportPath}. */
    public Optional<Boolean> supportPath() {
        return HeaderValues.bool(headers, "SupportPath");
    }

    /** {@code Qualify2xxOnly}, in Asterisk 22. */
    public Optional<Boolean> qualify2xxOnly() {
        return HeaderValues.bool(headers, "Qualify2xxOnly");
    }

    /** {@code QualifyTimeout}, in Asterisk 22. */
    public Optional<Duration> qualifyTimeout() {
        return HeaderValues.seconds(headers, "QualifyTimeout");
    }

    /** {@code VoicemailExtension}, in Asterisk 22. */
    public Optional<String> voicemailExtension() {
        return HeaderValues.text(headers, "VoicemailExtension");
    }

    /** {@code Contacts}, in Asterisk 22. */
    public Optional<String> contacts() {
        return HeaderValues.text(headers, "Contacts");
    }

    /** {@code TotalContacts}. */
    public OptionalInt totalContacts() {
        return HeaderValues.integer(headers, "TotalContacts");
    }

    /** {@code ContactsRegistered}. */
    public OptionalInt contactsRegistered() {
        return HeaderValues.integer(headers, "ContactsRegistered");
    }

    /** {@code EndpointName}. */
    public Optional<String> endpointName() {
        return HeaderValues.text(headers, "EndpointName");
    }
}
