// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * The record of a call, when it is over. Needs cdr_manager.
 *
 * <p>{@code Cdr}; read class {@code cdr}.
 *
 * @param headers everything that came
 */
@Generated
public record CdrEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code AccountCode}. */
    public Optional<String> accountCode() {
        return HeaderValues.text(headers, "AccountCode");
    }

    /** {@code Source}. */
    public Optional<String> source() {
        return HeaderValues.text(headers, "Source");
    }

    /** {@code Destination}. */
    public Optional<String> destination() {
        return HeaderValues.text(headers, "Destination");
    }

    /** {@code DestinationContext}. */
    public Optional<String> destinationContext() {
        return HeaderValues.text(headers, "DestinationContext");
    }

    /** {@code CallerID}. */
    public Optional<String> callerId() {
        return HeaderValues.text(headers, "CallerID");
    }

    /** {@code Channel}. */
    public Optional<String> channelName() {
        return HeaderValues.text(headers, "Channel");
    }

    /** {@code DestinationChannel}. */
    public Optional<String> destinationChannel() {
        return HeaderValues.text(headers, "DestinationChannel");
    }

    /** {@code LastApplication}. */
    public Optional<String> lastApplication() {
        return HeaderValues.text(headers, "LastApplication");
    }

    /** {@code LastData}. */
    public Optional<String> lastData() {
        return HeaderValues.text(headers, "LastData");
    }

    /** {@code StartTime}. */
    public Optional<LocalDateTime> startTime() {
        return HeaderValues.localTime(headers, "StartTime");
    }

    /** {@code AnswerTime}. */
    public Optional<LocalDateTime> answerTime() {
        return HeaderValues.localTime(headers, "AnswerTime");
    }

    /** {@code EndTime}. */
    public Optional<LocalDateTime> endTime() {
        return HeaderValues.localTime(headers, "EndTime");
    }

    /** {@code Duration}. */
    public Optional<Duration> duration() {
        return HeaderValues.seconds(headers, "Duration");
    }

    /** {@code BillableSeconds}. */
    public Optional<Duration> billableSeconds() {
        return HeaderValues.seconds(headers, "BillableSeconds");
    }

    /** {@code Disposition}: {@code NO ANSWER}, {@code FAILED}, {@code BUSY}, {@code ANSWERED}, {@code CONGESTION}. */
    public Optional<String> disposition() {
        return HeaderValues.text(headers, "Disposition");
    }

    /** {@code AMAFlags}: {@code OMIT}, {@code BILLING}, {@code DOCUMENTATION}. */
    public Optional<String> amaFlags() {
        return HeaderValues.text(headers, "AMAFlags");
    }

    /** {@code UniqueID}. */
    public Optional<String> uniqueId() {
        return HeaderValues.text(headers, "UniqueID");
    }

    /** {@code UserField}. */
    public Optional<String> userField() {
        return HeaderValues.text(headers, "UserField");
    }
}
