// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * An ISDN span, in the answer to PRIShowSpans.
 *
 * <p>{@code PRIShowSpans}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record PriShowSpansEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Span}. */
    public OptionalInt span() {
        return HeaderValues.integer(headers, "Span");
    }

    /** {@code DChannel}. */
    public OptionalInt dChannel() {
        return HeaderValues.integer(headers, "DChannel");
    }

    /** {@code Order}. */
    public Optional<String> order() {
        return HeaderValues.text(headers, "Order");
    }

    /** {@code Active}. */
    public Optional<Boolean> active() {
        return HeaderValues.bool(headers, "Active");
    }

    /** {@code Alarm}. */
    public Optional<String> alarm() {
        return HeaderValues.text(headers, "Alarm");
    }

    /** {@code Up}. */
    public Optional<Boolean> up() {
        return HeaderValues.bool(headers, "Up");
    }
}
