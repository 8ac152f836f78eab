// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A fax session has got further.
 *
 * <p>{@code FAXStatus}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record FaxStatusEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Operation}: {@code gateway}, {@code receive}, {@code send}. */
    public Optional<String> operation() {
        return HeaderValues.text(headers, "Operation");
    }

    /** {@code Status}. */
    public Optional<String> status() {
        return HeaderValues.text(headers, "Status");
    }

    /** {@code LocalStationID}. */
    public Optional<String> localStationId() {
        return HeaderValues.text(headers, "LocalStationID");
    }

    /** {@code FileName}. */
    public Optional<String> fileName() {
        return HeaderValues.text(headers, "FileName");
    }
}
