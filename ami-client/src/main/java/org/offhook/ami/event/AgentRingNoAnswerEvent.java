// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A queue's member did not answer.
 *
 * <p>{@code AgentRingNoAnswer}; read class {@code agent}.
 *
 * @param headers everything that came
 */
@Generated
public record AgentRingNoAnswerEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** The channel whose headers begin with {@code Dest}. */
    public ChannelSnapshot destChannel() {
        return new ChannelSnapshot(headers, "Dest");
    }

    /** {@code Queue}. */
    public Optional<String> queue() {
        return HeaderValues.text(headers, "Queue");
    }

    /** {@code Interface}. */
    public Optional<String> memberInterface() {
        return HeaderValues.text(headers, "Interface");
    }

    /** {@code MemberName}. */
    public Optional<String> memberName() {
        return HeaderValues.text(headers, "MemberName");
    }

    /** {@code RingTime}. */
    public Optional<Duration> ringTime() {
        return HeaderValues.millis(headers, "RingTime");
    }
}
