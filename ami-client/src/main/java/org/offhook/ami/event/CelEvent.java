// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.LocalDateTime;
import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A channel event of CEL. Needs cel's manager backend.
 *
 * <p>{@code CEL}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record CelEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code EventName}. */
    public Optional<String> eventName() {
        return HeaderValues.text(headers, "EventName");
    }

    /** {@code AccountCode}. */
    public Optional<String> accountCode() {
        return HeaderValues.text(headers, "AccountCode");
    }

    /** {@code CallerIDnum}. */
    public Optional<String> callerIdNumber() {
        return HeaderValues.text(headers, "CallerIDnum");
    }

    /** {@code CallerIDname}. */
    public Optional<String> callerIdName() {
        return HeaderValues.text(headers, "CallerIDname");
    }

    /** {@code CallerIDani}. */
    public Optional<String> callerIdAni() {
        return HeaderValues.text(headers, "CallerIDani");
    }

    /** {@code CallerIDrdnis}. */
    public Optional<String> callerIdRdnis() {
        return HeaderValues.text(headers, "CallerIDrdnis");
    }

    /** {@code CallerIDdnid}. */
    public Optional<String> callerIdDnid() {
        return HeaderValues.text(headers, "CallerIDdnid");
    }

    /** {@code Exten}. */
    public Optional<String> extension() {
        return HeaderValues.text(headers, "Exten");
    }

    /** {@code Context}. */
    public Optional<String> context() {
        return HeaderValues.text(headers, "Context");
    }

    /** {@code Channel}. */
    public Optional<String> channelName() {
        return HeaderValues.text(headers, "Channel");
    }

    /** {@code Application}. */
    public Optional<String> application() {
        return HeaderValues.text(headers, "Application");
    }

    /** {@code AppData}. */
    public Optional<String> applicationData() {
        return HeaderValues.text(headers, "AppData");
    }

    /** {@code EventTime}. */
    public Optional<LocalDateTime> eventTime() {
        return HeaderValues.localTime(headers, "EventTime");
    }

    /** {@code AMAFlags}: {@code OMIT}, {@code BILLING}, {@code DOCUMENTATION}. */
    public Optional<String> amaFlags() {
        return HeaderValues.text(headers, "AMAFlags");
    }

    /** {@code UniqueID}. */
    public Optional<String> uniqueId() {
        return HeaderValues.text(headers, "UniqueID");
    }

    /** {@code LinkedID}. */
    public Optional<String> linkedId() {
        return HeaderValues.text(headers, "LinkedID");
    }

    /** {@code Userfield}. */
    public Optional<String> userField() {
        return HeaderValues.text(headers, "Userfield");
    }

    /** {@code Peer}. */
    public Optional<String> peer() {
        return HeaderValues.text(headers, "Peer");
    }

    /** {@code PeerAccount}. */
    public Optional<String> peerAccount() {
        return HeaderValues.text(headers, "PeerAccount");
    }

    /** {@code Extra}. */
    public Optional<String> extra() {
        return HeaderValues.text(headers, "Extra");
    }
}
