// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiBridgeEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.BridgeSnapshot;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A blind transfer has been tried.
 *
 * <p>{@code BlindTransfer}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record BlindTransferEvent(AmiHeaders headers) implements AmiBridgeEvent {

    /** The channel whose headers begin with {@code Transferer}. */
    public ChannelSnapshot transferer() {
        return new ChannelSnapshot(headers, "Transferer");
    }

    /** The channel whose headers begin with {@code Transferee}. */
    public ChannelSnapshot transferee() {
        return new ChannelSnapshot(headers, "Transferee");
    }

    @Override
    public BridgeSnapshot bridge() {
        return new BridgeSnapshot(headers, "");
    }

    /** {@code Result}: {@code Fail}, {@code Invalid}, {@code Not Permitted}, {@code Success}. */
    public Optional<String> result() {
        return HeaderValues.text(headers, "Result");
    }

    /** {@code IsExternal}. */
    public Optional<Boolean> isExternal() {
        return HeaderValues.bool(headers, "IsExternal");
    }

    /** {@code Context}. */
    public Optional<String> context() {
        return HeaderValues.text(headers, "Context");
    }

    /** {@code Extension}. */
    public Optional<String> extension() {
        return HeaderValues.text(headers, "Extension");
    }
}
