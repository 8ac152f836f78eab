// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A party asks the network to note a malicious call.
 *
 * <p>{@code MCID}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record McidEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code MCallerIDNumValid}. */
    public Optional<Boolean> mCallerIdNumValid() {
        return HeaderValues.bool(headers, "MCallerIDNumValid");
    }

    /** {@code MCallerIDNum}. */
    public Optional<String> mCallerIdNum() {
        return HeaderValues.text(headers, "MCallerIDNum");
    }

    /** {@code MCallerIDton}. */
    public Optional<String> mCallerIdTon() {
        return HeaderValues.text(headers, "MCallerIDton");
    }

    /** {@code MCallerIDNumPlan}. */
    public Optional<String> mCallerIdNumPlan() {
        return HeaderValues.text(headers, "MCallerIDNumPlan");
    }

    /** {@code MCallerIDNumPres}. */
    public Optional<String> mCallerIdNumPres() {
        return HeaderValues.text(headers, "MCallerIDNumPres");
    }

    /** {@code MCallerIDNameValid}. */
    public Optional<Boolean> mCallerIdNameValid() {
        return HeaderValues.bool(headers, "MCallerIDNameValid");
    }

    /** {@code MCallerIDName}. */
    public Optional<String> mCallerIdName() {
        return HeaderValues.text(headers, "MCallerIDName");
    }

    /** {@code MCallerIDNameCharSet}. */
    public Optional<String> mCallerIdNameCharSet() {
        return HeaderValues.text(headers, "MCallerIDNameCharSet");
    }

    /** {@code MCallerIDNamePres}. */
    public Optional<String> mCallerIdNamePres() {
        return HeaderValues.text(headers, "MCallerIDNamePres");
    }

    /** {@code MCallerIDSubaddr}. */
    public Optional<String> mCallerIdSubaddr() {
        return HeaderValues.text(headers, "MCallerIDSubaddr");
    }

    /** {@code MCallerIDSubaddrType}. */
    public Optional<String> mCallerIdSubaddrType() {
        return HeaderValues.text(headers, "MCallerIDSubaddrType");
    }

    /** {@code MCallerIDSubaddrOdd}. */
    public Optional<Boolean> mCallerIdSubaddrOdd() {
        return HeaderValues.bool(headers, "MCallerIDSubaddrOdd");
    }

    /** {@code MCallerIDPres}. */
    public Optional<String> mCallerIdPres() {
        return HeaderValues.text(headers, "MCallerIDPres");
    }

    /** {@code MConnectedIDNumValid}. */
    public Optional<Boolean> mConnectedIdNumValid() {
        return HeaderValues.bool(headers, "MConnectedIDNumValid");
    }

    /** {@code MConnectedIDNum}. */
    public Optional<String> mConnectedIdNum() {
        return HeaderValues.text(headers, "MConnectedIDNum");
    }

    /** {@code MConnectedIDton}. */
    public Optional<String> mConnectedIdTon() {
        return HeaderValues.text(headers, "MConnectedIDton");
    }

    /** {@code MConnectedIDNumPlan}. */
    public Optional<String> mConnectedIdNumPlan() {
        return HeaderValues.text(headers, "MConnectedIDNumPlan");
    }

    /** {@code MConnectedIDNumPres}. */
    public Optional<String> mConnectedIdNumPres() {
        return HeaderValues.text(headers, "MConnectedIDNumPres");
    }

    /** {@code MConnectedIDNameValid}. */
    public Optional<Boolean> mConnectedIdNameValid() {
        return HeaderValues.bool(headers, "MConnectedIDNameValid");
    }

    /** {@code MConnectedIDName}. */
    public Optional<String> mConnectedIdName() {
        return HeaderValues.text(headers, "MConnectedIDName");
    }

    /** {@code MConnectedIDNameCharSet}. */
    public Optional<String> mConnectedIdNameCharSet() {
        return HeaderValues.text(headers, "MConnectedIDNameCharSet");
    }

    /** {@code MConnectedIDNamePres}. */
    public Optional<String> mConnectedIdNamePres() {
        return HeaderValues.text(headers, "MConnectedIDNamePres");
    }

    /** {@code MConnectedIDSubaddr}. */
    public Optional<String> mConnectedIdSubaddr() {
        return HeaderValues.text(headers, "MConnectedIDSubaddr");
    }

    /** {@code MConnectedIDSubaddrType}. */
    public Optional<String> mConnectedIdSubaddrType() {
        return HeaderValues.text(headers, "MConnectedIDSubaddrType");
    }

    /** {@code MConnectedIDSubaddrOdd}. */
    public Optional<Boolean> mConnectedIdSubaddrOdd() {
        return HeaderValues.bool(headers, "MConnectedIDSubaddrOdd");
    }

    /** {@code MConnectedIDPres}. */
    public Optional<String> mConnectedIdPres() {
        return HeaderValues.text(headers, "MConnectedIDPres");
    }
}
