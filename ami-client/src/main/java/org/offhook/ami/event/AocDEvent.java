// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * Advice of charge while a call goes on.
 *
 * <p>{@code AOC-D}; read class {@code aoc}.
 *
 * @param headers everything that came
 */
@Generated
public record AocDEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Charge/Type}. */
    public Optional<String> chargeType() {
        return HeaderValues.text(headers, "Charge/Type");
    }

    /** {@code Charge/BillingID}. */
    public Optional<String> billingId() {
        return HeaderValues.text(headers, "Charge/BillingID");
    }

    /** {@code Charge/TotalType}. */
    public Optional<String> totalType() {
        return HeaderValues.text(headers, "Charge/TotalType");
    }

    /** {@code Charge/Currency/Name}. */
    public Optional<String> currencyName() {
        return HeaderValues.text(headers, "Charge/Currency/Name");
    }

    /** {@code Charge/Currency/Cost}. */
    public OptionalLong currencyCost() {
        return HeaderValues.number(headers, "Charge/Currency/Cost");
    }

    /** {@code Charge/Currency/Multiplier}. */
    public Optional<String> currencyMultiplier() {
        return HeaderValues.text(headers, "Charge/Currency/Multiplier");
    }

    /** {@code Charge/Units(#)/NumberOf}. */
    public List<String> units() {
        return HeaderValues.numbered(headers, "Charge/Units(", ")/NumberOf");
    }

    /** {@code Charge/Units(#)/TypeOf}. */
    public List<String> unitTypes() {
        return HeaderValues.numbered(headers, "Charge/Units(", ")/TypeOf");
    }
}
