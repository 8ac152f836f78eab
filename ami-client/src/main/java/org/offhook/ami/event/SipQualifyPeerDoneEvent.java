// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A SIP peer was asked whether it is there.
 *
 * <p>{@code SIPQualifyPeerDone}, in Asterisk 16, no longer in 22; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record SipQualifyPeerDoneEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Peer}. */
    public Optional<String> peer() {
        return HeaderValues.text(headers, "Peer");
    }
}
