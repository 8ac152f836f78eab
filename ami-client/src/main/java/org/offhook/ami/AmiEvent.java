// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/**
 * Something Asterisk reports. The types of {@link org.offhook.ami.event} name the known ones; {@link RawEvent} is every other. Your own
 * record with one component, {@code record CallRated(AmiHeaders headers) implements AmiEvent}, can stand for a user event.
 *
 * <p>Events are not proof: text from the dialplan, and so from callers, can forge one (Asterisk does not escape it). Take no
 * security decision on an event alone.
 */
public interface AmiEvent {

    /** Everything that came, also what has no accessor. */
    AmiHeaders headers();

    /** The name Asterisk gives it, such as {@code Hangup}; empty when it has none. */
    default String name() {
        return headers().find("Event").orElse("");
    }

    /**
     * The event that has these headers, as its type in {@link org.offhook.ami.event}; a {@link RawEvent} where there is none. For tests,
     * and for events that were stored: what a client delivers has its type already.
     */
    static AmiEvent of(AmiHeaders headers) {
        return KnownEvents.create(headers);
    }
}
