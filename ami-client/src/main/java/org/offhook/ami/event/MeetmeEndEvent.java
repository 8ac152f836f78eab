// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A MeetMe conference has ended.
 *
 * <p>{@code MeetmeEnd}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record MeetmeEndEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Meetme}. */
    public Optional<String> meetme() {
        return HeaderValues.text(headers, "Meetme");
    }
}
