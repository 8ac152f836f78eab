// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * The alarm of a DAHDI span is over.
 *
 * <p>{@code SpanAlarmClear}; read class {@code system}.
 *
 * @param headers everything that came
 */
@Generated
public record SpanAlarmClearEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Span}. */
    public OptionalInt span() {
        return HeaderValues.integer(headers, "Span");
    }
}
