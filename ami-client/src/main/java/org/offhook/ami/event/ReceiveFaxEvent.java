// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A fax was received.
 *
 * <p>{@code ReceiveFAX}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record ReceiveFaxEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code LocalStationID}. */
    public Optional<String> localStationId() {
        return HeaderValues.text(headers, "LocalStationID");
    }

    /** {@code RemoteStationID}. */
    public Optional<String> remoteStationId() {
        return HeaderValues.text(headers, "RemoteStationID");
    }

    /** {@code PagesTransferred}. */
    public OptionalInt pagesTransferred() {
        return HeaderValues.integer(headers, "PagesTransferred");
    }

    /** {@code Resolution}. */
    public Optional<String> resolution() {
        return HeaderValues.text(headers, "Resolution");
    }

    /** {@code TransferRate}. */
    public OptionalInt transferRate() {
        return HeaderValues.integer(headers, "TransferRate");
    }

    /** {@code FileName}. */
    public Optional<String> fileName() {
        return HeaderValues.text(headers, "FileName");
    }
}
