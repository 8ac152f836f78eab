// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * An AsyncAGI command has ended; its result is percent-encoded.
 *
 * <p>{@code AsyncAGIExec}; read class {@code agi}.
 *
 * @param headers everything that came
 */
@Generated
public record AsyncAgiExecEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Result}. */
    public Optional<String> result() {
        return HeaderValues.text(headers, "Result");
    }

    /** {@code CommandId}. */
    public Optional<String> commandId() {
        return HeaderValues.text(headers, "CommandId");
    }
}
