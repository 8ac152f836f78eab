// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A mailbox, in the answer to VoicemailUserStatus.
 *
 * <p>{@code VoicemailUserDetail}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record VoicemailUserDetailEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code VMContext}. */
    public Optional<String> voicemailContext() {
        return HeaderValues.text(headers, "VMContext");
    }

    /** {@code VoiceMailbox}. */
    public Optional<String> mailbox() {
        return HeaderValues.text(headers, "VoiceMailbox");
    }

    /** {@code Fullname}. */
    public Optional<String> fullName() {
        return HeaderValues.text(headers, "Fullname");
    }

    /** {@code Email}. */
    public Optional<String> email() {
        return HeaderValues.text(headers, "Email");
    }

    /** {@code Pager}. */
    public Optional<String> pager() {
        return HeaderValues.text(headers, "Pager");
    }

    /** {@code ServerEmail}. */
    public Optional<String> serverEmail() {
        return HeaderValues.text(headers, "ServerEmail");
    }

    /** {@code FromString}. */
    public Optional<String> fromString() {
        return HeaderValues.text(headers, "FromString");
    }

    /** {@code MailCommand}. */
    public Optional<String> mailCommand() {
        return HeaderValues.text(headers, "MailCommand");
    }

    /** {@code Language}. */
    public Optional<String> language() {
        return HeaderValues.text(headers, "Language");
    }

    /** {@code TimeZone}. */
    public Optional<String> timeZone() {
        return HeaderValues.text(headers, "TimeZone");
    }

    /** {@code Callback}. */
    public Optional<String> callback() {
        return HeaderValues.text(headers, "Callback");
    }

    /** {@code Dialout}. */
    public Optional<String> dialout() {
        return HeaderValues.text(headers, "Dialout");
    }

    /** {@code UniqueID}. */
    public Optional<String> uniqueId() {
        return HeaderValues.text(headers, "UniqueID");
    }

    /** {@code ExitContext}. */
    public Optional<String> exitContext() {
        return HeaderValues.text(headers, "ExitContext");
    }

    /** {@code SayDurationMinimum}. */
    public Optional<Duration> sayDurationMinimum() {
        return HeaderValues.seconds(headers, "SayDurationMinimum");
    }

    /** {@code SayEnvelope}. */
    public Optional<Boolean> sayEnvelope() {
        return HeaderValues.bool(headers, "SayEnvelope");
    }

    /** {@code SayCID}. */
    public Optional<Boolean> sayCid() {
        return HeaderValues.bool(headers, "SayCID");
    }

    /** {@code AttachMessage}. */
    public Optional<Boolean> attachMessage() {
        return HeaderValues.bool(headers, "AttachMessage");
    }

    /** {@code AttachmentFormat}. */
    public Optional<String> attachmentFormat() {
        return HeaderValues.text(headers, "AttachmentFormat");
    }

    /** {@code DeleteMessage}. */
    public Optional<Boolean> deleteMessage() {
        return HeaderValues.bool(headers, "DeleteMessage");
    }

    /** {@code VolumeGain}. */
    public OptionalDouble volumeGain() {
        return HeaderValues.decimal(headers, "VolumeGain");
    }

    /** {@code CanReview}. */
    public Optional<Boolean> canReview() {
        return HeaderValues.bool(headers, "CanReview");
    }

    /** {@code CallOperator}. */
    public Optional<Boolean> callOperator() {
        return HeaderValues.bool(headers, "CallOperator");
    }

    /** {@code MaxMessageCount}. */
    public OptionalInt maxMessageCount() {
        return HeaderValues.integer(headers, "MaxMessageCount");
    }

    /** {@code MaxMessageLength}. */
    public Optional<Duration> maxMessageLength() {
        return HeaderValues.seconds(headers, "MaxMessageLength");
    }

    /** {@code NewMessageCount}. */
    public OptionalInt newMessageCount() {
        return HeaderValues.integer(headers, "NewMessageCount");
    }

    /** {@code OldMessageCount}. */
    public OptionalInt oldMessageCount() {
        return HeaderValues.integer(headers, "OldMessageCount");
    }
}
