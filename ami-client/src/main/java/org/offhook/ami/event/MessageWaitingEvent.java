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
 * A mailbox has another number of messages.
 *
 * <p>{@code MessageWaiting}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record MessageWaitingEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Mailbox}, in Asterisk 22. */
    public Optional<String> mailbox() {
        return HeaderValues.text(headers, "Mailbox");
    }

    /** {@code Waiting}, in Asterisk 22. */
    public Optional<Boolean> waiting() {
        return HeaderValues.bool(headers, "Waiting");
    }

    /** {@code New}, in Asterisk 22. */
    public OptionalInt newMessages() {
        return HeaderValues.integer(headers, "New");
    }

    /** {@code Old}, in Asterisk 22. */
    public OptionalInt oldMessages() {
        return HeaderValues.integer(headers, "Old");
    }
}
