// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A channel connected with the one asked for, in the answer to CoreShowChannelMap.
 *
 * <p>{@code CoreShowChannelMap}, in Asterisk 22, not in 16; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record CoreShowChannelMapEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code ConnectedChannel}. */
    public Optional<String> connectedChannel() {
        return HeaderValues.text(headers, "ConnectedChannel");
    }
}
