// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A channel waits for AsyncAGI commands; its environment is percent-encoded.
 *
 * <p>{@code AsyncAGIStart}; read class {@code agi}.
 *
 * @param headers everything that came
 */
@Generated
public record AsyncAgiStartEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Env}. */
    public Optional<String> env() {
        return HeaderValues.text(headers, "Env");
    }
}
