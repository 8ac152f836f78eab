// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Instant;
import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * An agent, in the answer to the action Agents.
 *
 * <p>{@code Agents}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record AgentsEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Agent}. */
    public Optional<String> agent() {
        return HeaderValues.text(headers, "Agent");
    }

    /** {@code Name}. */
    public Optional<String> agentName() {
        return HeaderValues.text(headers, "Name");
    }

    /** {@code Status}: {@code AGENT_LOGGEDOFF}, {@code AGENT_IDLE}, {@code AGENT_ONCALL}. */
    public Optional<String> status() {
        return HeaderValues.text(headers, "Status");
    }

    /** {@code TalkingToChan}. */
    public Optional<String> talkingToChannel() {
        return HeaderValues.text(headers, "TalkingToChan");
    }

    /** {@code CallStarted}. */
    public Optional<Instant> callStarted() {
        return HeaderValues.epoch(headers, "CallStarted");
    }

    /** {@code LoggedInTime}. */
    public Optional<Instant> loggedInTime() {
        return HeaderValues.epoch(headers, "LoggedInTime");
    }
}
