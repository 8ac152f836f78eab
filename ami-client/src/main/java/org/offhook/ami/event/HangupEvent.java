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
 * A channel is gone.
 *
 * <p>{@code Hangup}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record HangupEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Cause}. */
    public OptionalInt cause() {
        return HeaderValues.integer(headers, "Cause");
    }

    /** {@code Cause-txt}. */
    public Optional<String> causeText() {
        return HeaderValues.text(headers, "Cause-txt");
    }

    /** {@code TechCause}, in Asterisk 22. */
    public Optional<String> techCause() {
        return HeaderValues.text(headers, "TechCause");
    }
}
