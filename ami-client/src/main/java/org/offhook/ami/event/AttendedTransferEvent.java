// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.BridgeSnapshot;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * An attended transfer has been tried.
 *
 * <p>{@code AttendedTransfer}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record AttendedTransferEvent(AmiHeaders headers) implements AmiEvent {

    /** The channel whose headers begin with {@code OrigTransferer}. */
    public ChannelSnapshot origTransferer() {
        return new ChannelSnapshot(headers, "OrigTransferer");
    }

    /** The channel whose headers begin with {@code SecondTransferer}. */
    public ChannelSnapshot secondTransferer() {
        return new ChannelSnapshot(headers, "SecondTransferer");
    }

    /** The channel whose headers begin with {@code LocalOne}. */
    public ChannelSnapshot localOne() {
        return new ChannelSnapshot(headers, "LocalOne");
    }

    /** The channel whose headers begin with {@code LocalTwo}. */
    public ChannelSnapshot localTwo() {
        return new ChannelSnapshot(headers, "LocalTwo");
    }

    /** The channel whose headers begin with {@code Transferee}. */
    public ChannelSnapshot transferee() {
        return new ChannelSnapshot(headers, "Transferee");
    }

    /** The channel whose headers begin with {@code TransferTarget}. */
    public ChannelSnapshot transferTarget() {
        return new ChannelSnapshot(headers, "TransferTarget");
    }

    /** The bridge whose headers begin with {@code Orig}. */
    public BridgeSnapshot origBridge() {
        return new BridgeSnapshot(headers, "Orig");
    }

    /** The bridge whose headers begin with {@code Second}. */
    public BridgeSnapshot secondBridge() {
        return new BridgeSnapshot(headers, "Second");
    }

    /** {@code Result}. */
    public Optional<String> result() {
        return HeaderValues.text(headers, "Result");
    }

    /** {@code DestType}: {@code Bridge}, {@code App}, {@code Link}, {@code Threeway}, {@code Fail}. */
    public Optional<String> destType() {
        return HeaderValues.text(headers, "DestType");
    }

    /** {@code DestBridgeUniqueid}. */
    public Optional<String> destBridgeUniqueId() {
        return HeaderValues.text(headers, "DestBridgeUniqueid");
    }

    /** {@code DestApp}. */
    public Optional<String> destApplication() {
        return HeaderValues.text(headers, "DestApp");
    }

    /** {@code DestTransfererChannel}. */
    public Optional<String> destTransfererChannelName() {
        return HeaderValues.text(headers, "DestTransfererChannel");
    }
}
