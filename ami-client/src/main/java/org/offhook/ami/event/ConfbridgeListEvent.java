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
 * A channel in a conference, in the answer to ConfbridgeList.
 *
 * <p>{@code ConfbridgeList}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record ConfbridgeListEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Conference}. */
    public Optional<String> conference() {
        return HeaderValues.text(headers, "Conference");
    }

    /** {@code Admin}. */
    public Optional<Boolean> admin() {
        return HeaderValues.bool(headers, "Admin");
    }

    /** {@code MarkedUser}. */
    public Optional<Boolean> markedUser() {
        return HeaderValues.bool(headers, "MarkedUser");
    }

    /** {@code WaitMarked}. */
    public Optional<Boolean> waitMarked() {
        return HeaderValues.bool(headers, "WaitMarked");
    }

    /** {@code EndMarked}. */
    public Optional<Boolean> endMarked() {
        return HeaderValues.bool(headers, "EndMarked");
    }

    /** {@code EndMarkedAny}, in Asterisk 22. */
    public Optional<Boolean> endMarkedAny() {
        return HeaderValues.bool(headers, "EndMarkedAny");
    }

    /** {@code Waiting}. */
    public Optional<Boolean> waiting() {
        return HeaderValues.bool(headers, "Waiting");
    }

    /** {@code Muted}. */
    public Optional<Boolean> muted() {
        return HeaderValues.bool(headers, "Muted");
    }

    /** {@code Talking}. */
    public Optional<Boolean> talking() {
        return HeaderValues.bool(headers, "Talking");
    }

    /** {@code AnsweredTime}. */
    public Optional<Duration> answeredTime() {
        return HeaderValues.seconds(headers, "AnsweredTime");
    }
}
