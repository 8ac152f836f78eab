// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Sends advice of charge to a channel.
 *
 * <p>{@code AOCMessage}; class {@code aoc}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record AocMessageAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param msgType {@code MsgType}: {@code S}, {@code D}, {@code E}.
     */
    public static AocMessageAction of(String msgType) {
        return new AocMessageAction(AmiHeaders.of("MsgType", msgType));
    }

    /** {@code Channel}. */
    public AocMessageAction channel(String channel) {
        return new AocMessageAction(headers.with("Channel", channel));
    }

    /** {@code ChannelPrefix}. */
    public AocMessageAction channelPrefix(String channelPrefix) {
        return new AocMessageAction(headers.with("ChannelPrefix", channelPrefix));
    }

    /** {@code ChargeType}: {@code NA}, {@code FREE}, {@code Currency}, {@code Unit}. */
    public AocMessageAction chargeType(String chargeType) {
        return new AocMessageAction(headers.with("ChargeType", chargeType));
    }

    /** {@code UnitAmount(0)}, with a number from 0 in place of this one. */
    public AocMessageAction unitAmount(int number, String unitAmount) {
        return new AocMessageAction(headers.with("UnitAmount(" + number + ")", unitAmount));
    }

    /** {@code UnitType(0)}, with a number from 0 in place of this one. */
    public AocMessageAction unitType(int number, String unitType) {
        return new AocMessageAction(headers.with("UnitType(" + number + ")", unitType));
    }

    /** {@code CurrencyName}. */
    public AocMessageAction currencyName(String currencyName) {
        return new AocMessageAction(headers.with("CurrencyName", currencyName));
    }

    /** {@code CurrencyAmount}. */
    public AocMessageAction currencyAmount(String currencyAmount) {
        return new AocMessageAction(headers.with("CurrencyAmount", currencyAmount));
    }

    /**
     * {@code CurrencyMultiplier}: {@code OneThousandth}, {@code OneHundredth}, {@code OneTenth}, {@code One}, {@code Ten}, {@code Hundred},
     * {@code Thousand}.
     */
    public AocMessageAction currencyMultiplier(String currencyMultiplier) {
        return new AocMessageAction(headers.with("CurrencyMultiplier", currencyMultiplier));
    }

    /** {@code TotalType}: {@code Total}, {@code SubTotal}. */
    public AocMessageAction totalType(String totalType) {
        return new AocMessageAction(headers.with("TotalType", totalType));
    }

    /**
     * {@code AOCBillingId}: {@code Normal}, {@code ReverseCharge}, {@code CreditCard}, {@code CallFwdUnconditional}, {@code CallFwdBusy},
     * {@code CallFwdNoReply}, {@code CallDeflection}, {@code CallTransfer}.
     */
    public AocMessageAction aocBillingId(String aocBillingId) {
        return new AocMessageAction(headers.with("AOCBillingId", aocBillingId));
    }

    /** {@code ChargingAssociationId}. */
    public AocMessageAction chargingAssociationId(String chargingAssociationId) {
        return new AocMessageAction(headers.with("ChargingAssociationId", chargingAssociationId));
    }

    /** {@code ChargingAssociationNumber}. */
    public AocMessageAction chargingAssociationNumber(String chargingAssociationNumber) {
        return new AocMessageAction(headers.with("ChargingAssociationNumber", chargingAssociationNumber));
    }

    /** {@code ChargingAssociationPlan}. */
    public AocMessageAction chargingAssociationPlan(String chargingAssociationPlan) {
        return new AocMessageAction(headers.with("ChargingAssociationPlan", chargingAssociationPlan));
    }

    /**
     * {@code ChargedItem}, in Asterisk 22: {@code NA}, {@code SpecialArrangement}, {@code BasicCommunication}, {@code CallAttempt}, {@code
     * CallSetup}, {@code UserUserInfo}, {@code SupplementaryService}.
     */
    public AocMessageAction chargedItem(String chargedItem) {
        return new AocMessageAction(headers.with("ChargedItem", chargedItem));
    }

    /**
     * {@code RateType}, in Asterisk 22: {@code NA}, {@code Free}, {@code FreeFromBeginning}, {@code Duration}, {@code Flat}, {@code
     * Volume}, {@code SpecialCode}.
     */
    public AocMessageAction rateType(String rateType) {
        return new AocMessageAction(headers.with("RateType", rateType));
    }

    /** {@code Time}, in Asterisk 22. */
    public AocMessageAction time(String time) {
        return new AocMessageAction(headers.with("Time", time));
    }

    /**
     * {@code TimeScale}, in Asterisk 22: {@code OneHundredthSecond}, {@code OneTenthSecond}, {@code Second}, {@code TenSeconds}, {@code
     * Minute}, {@code Hour}, {@code Day}.
     */
    public AocMessageAction timeScale(String timeScale) {
        return new AocMessageAction(headers.with("TimeScale", timeScale));
    }

    /** {@code Granularity}, in Asterisk 22. */
    public AocMessageAction granularity(String granularity) {
        return new AocMessageAction(headers.with("Granularity", granularity));
    }

    /**
     * {@code GranularityTimeScale}, in Asterisk 22: {@code OneHundredthSecond}, {@code OneTenthSecond}, {@code Second}, {@code TenSeconds},
     * {@code Minute}, {@code Hour}, {@code Day}.
     */
    public AocMessageAction granularityTimeScale(String granularityTimeScale) {
        return new AocMessageAction(headers.with("GranularityTimeScale", granularityTimeScale));
    }

    /** {@code ChargingType}, in Asterisk 22: {@code ContinuousCharging}, {@code StepFunction}. */
    public AocMessageAction chargingType(String chargingType) {
        return new AocMessageAction(headers.with("ChargingType", chargingType));
    }

    /** {@code VolumeUnit}, in Asterisk 22: {@code Octet}, {@code Segment}, {@code Message}. */
    public AocMessageAction volumeUnit(String volumeUnit) {
        return new AocMessageAction(headers.with("VolumeUnit", volumeUnit));
    }

    /** {@code Code}, in Asterisk 22. */
    public AocMessageAction code(String code) {
        return new AocMessageAction(headers.with("Code", code));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public AocMessageAction actionId(String actionId) {
        return new AocMessageAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "AOCMessage";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("aoc");
    }
}
