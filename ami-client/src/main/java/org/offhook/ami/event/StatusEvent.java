// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A channel, in the answer to Status.
 *
 * <p>{@code Status}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record StatusEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Type}. */
    public Optional<String> type() {
        return HeaderValues.text(headers, "Type");
    }

    /** {@code DNID}. */
    public Optional<String> dnid() {
        return HeaderValues.text(headers, "DNID");
    }

    /** {@code EffectiveConnectedLineNum}. */
    public Optional<String> effectiveConnectedLineNumber() {
        return HeaderValues.text(headers, "EffectiveConnectedLineNum");
    }

    /** {@code EffectiveConnectedLineName}. */
    public Optional<String> effectiveConnectedLineName() {
        return HeaderValues.text(headers, "EffectiveConnectedLineName");
    }

    /** {@code TimeToHangup}. */
    public Optional<Duration> timeToHangup() {
        return HeaderValues.seconds(headers, "TimeToHangup");
    }

    /** {@code BridgeID}. */
    public Optional<String> bridgeId() {
        return HeaderValues.text(headers, "BridgeID");
    }

    /** {@code Application}. */
    public Optional<String> application() {
        return HeaderValues.text(headers, "Application");
    }

    /** {@code Data}. */
    public Optional<String> data() {
        return HeaderValues.text(headers, "Data");
    }

    /** {@code Nativeformats}. */
    public Optional<String> nativeFormats() {
        return HeaderValues.text(headers, "Nativeformats");
    }

    /** {@code Readformat}. */
    public Optional<String> readFormat() {
        return HeaderValues.text(headers, "Readformat");
    }

    /** {@code Readtrans}. */
    public Optional<String> readTranslation() {
        return HeaderValues.text(headers, "Readtrans");
    }

    /** {@code Writeformat}. */
    public Optional<String> writeFormat() {
        return HeaderValues.text(headers, "Writeformat");
    }

    /** {@code Writetrans}. */
    public Optional<String> writeTranslation() {
        return HeaderValues.text(headers, "Writetrans");
    }

    /** {@code Callgroup}. */
    public OptionalLong callGroup() {
        return HeaderValues.number(headers, "Callgroup");
    }

    /** {@code Pickupgroup}. */
    public OptionalLong pickupGroup() {
        return HeaderValues.number(headers, "Pickupgroup");
    }

    /** {@code Seconds}. */
    public Optional<Duration> upTime() {
        return HeaderValues.seconds(headers, "Seconds");
    }

    /** {@code Variable}. */
    public List<String> requestedVariables() {
        return headers.all("Variable");
    }
}
