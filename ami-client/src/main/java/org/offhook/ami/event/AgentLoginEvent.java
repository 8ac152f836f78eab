// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * An agent of AgentLogin has logged in.
 *
 * <p>{@code AgentLogin}; read class {@code agent}.
 *
 * @param headers everything that came
 */
@Generated
public record AgentLoginEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Agent}. */
    public Optional<String> agent() {
        return HeaderValues.text(headers, "Agent");
    }
}
