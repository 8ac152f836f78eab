// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A variable was set.
 *
 * <p>{@code VarSet}; read class {@code dialplan}.
 *
 * @param headers everything that came
 */
@Generated
public record VarSetEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Variable}. */
    public Optional<String> variable() {
        return HeaderValues.text(headers, "Variable");
    }

    /** {@code Value}. */
    public Optional<String> value() {
        return HeaderValues.escapedText(headers, "Value");
    }
}
