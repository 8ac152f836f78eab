// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * An XMPP account has connected or disconnected.
 *
 * <p>{@code JabberStatus}; read class {@code system}.
 *
 * @param headers everything that came
 */
@Generated
public record JabberStatusEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Account}. */
    public Optional<String> account() {
        return HeaderValues.text(headers, "Account");
    }

    /** {@code Status}. */
    public Optional<String> status() {
        return HeaderValues.text(headers, "Status");
    }
}
