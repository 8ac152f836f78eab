// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * MiniVM did something with a mailbox.
 *
 * <p>{@code MiniVoiceMail}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record MiniVoiceMailEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Action}. */
    public Optional<String> action() {
        return HeaderValues.text(headers, "Action");
    }

    /** {@code Mailbox}. */
    public Optional<String> mailbox() {
        return HeaderValues.text(headers, "Mailbox");
    }

    /** {@code Counter}. */
    public Optional<String> counter() {
        return HeaderValues.text(headers, "Counter");
    }
}
