// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * Ends the list of the states of SIP peers.
 *
 * <p>{@code SIPpeerstatusComplete}, in Asterisk 16, no longer in 22; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record SipPeerStatusCompleteEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code ListItems}. */
    public OptionalInt listItems() {
        return HeaderValues.integer(headers, "ListItems");
    }
}
