// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A channel runs a line of the dialplan.
 *
 * <p>{@code Newexten}; read class {@code dialplan}.
 *
 * @param headers everything that came
 */
@Generated
public record NewextenEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code Extension}. */
    public Optional<String> extension() {
        return HeaderValues.text(headers, "Extension");
    }

    /** {@code Application}. */
    public Optional<String> application() {
        return HeaderValues.text(headers, "Application");
    }

    /** {@code AppData}. */
    public Optional<String> applicationData() {
        return HeaderValues.text(headers, "AppData");
    }
}
