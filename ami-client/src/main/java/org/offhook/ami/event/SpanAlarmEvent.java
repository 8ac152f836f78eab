// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A DAHDI span has an alarm.
 *
 * <p>{@code SpanAlarm}; read class {@code system}.
 *
 * @param headers everything that came
 */
@Generated
public record SpanAlarmEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Span}. */
    public OptionalInt span() {
        return HeaderValues.integer(headers, "Span");
    }

    /** {@code Alarm}. */
    public Optional<String> alarm() {
        return HeaderValues.text(headers, "Alarm");
    }
}
