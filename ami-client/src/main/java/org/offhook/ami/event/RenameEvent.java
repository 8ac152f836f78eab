// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A channel has another name. Asterisk 12 and newer do not send it.
 *
 * <p>{@code Rename}; read class {@code system}.
 *
 * @param headers everything that came
 */
@Generated
public record RenameEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Channel}. */
    public Optional<String> channelName() {
        return HeaderValues.text(headers, "Channel");
    }

    /** {@code Newname}. */
    public Optional<String> newName() {
        return HeaderValues.text(headers, "Newname");
    }

    /** {@code Uniqueid}. */
    public Optional<String> uniqueId() {
        return HeaderValues.text(headers, "Uniqueid");
    }
}
