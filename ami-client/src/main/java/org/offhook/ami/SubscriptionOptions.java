// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * How one subscription is kept. Immutable: each method gives a changed copy. Its callbacks run where the listener runs, in order with the events.
 *
 * @param name its name in logs; empty for one made from what it listens to
 * @param maxEvents how many events may wait for the listener; at least 1
 * @param maxBytes how many bytes of events may wait; at least 1
 * @param overflow what happens beyond either
 * @param onGap told of missing events, before any later one
 * @param onEnd told once when it ends other than by its own {@code close()}: with {@link AmiClosedException}, {@link AmiOverflowException}, or {@link AmiLoginException} when the login was refused
 */
public record SubscriptionOptions(
        String name,
        int maxEvents,
        long maxBytes,
        OverflowPolicy overflow,
        Consumer<AmiGap> onGap,
        Consumer<AmiException> onEnd) {

    /** How many events may wait by default. */
    public static final int DEFAULT_MAX_EVENTS = 65_536;

    /** How many bytes may wait by default: 32 MiB. */
    public static final long DEFAULT_MAX_BYTES = 32L << 20;

    private static final SubscriptionOptions DEFAULTS = new SubscriptionOptions(
            "", DEFAULT_MAX_EVENTS, DEFAULT_MAX_BYTES, OverflowPolicy.DROP_OLDEST, gap -> {}, why -> {});

    /** Checks the bounds. */
    public SubscriptionOptions {
        Objects.requireNonNull(name);
        Objects.requireNonNull(overflow);
        Objects.requireNonNull(onGap);
        Objects.requireNonNull(onEnd);
        if (maxEvents < 1 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "a queue needs room for one event: " + maxEvents + " events, " + maxBytes + " bytes");
        }
    }

    /** The defaults: 65,536 events or 32 MiB, dropping the oldest; gaps are logged only. */
    public static SubscriptionOptions defaults() {
        return DEFAULTS;
    }

    /** With this name in logs. */
    public SubscriptionOptions name(String name) {
        return new SubscriptionOptions(name, maxEvents, maxBytes, overflow, onGap, onEnd);
    }

    /** With room for this many events. */
    public SubscriptionOptions maxEvents(int maxEvents) {
        return new SubscriptionOptions(name, maxEvents, maxBytes, overflow, onGap, onEnd);
    }

    /** With room for this many bytes of events. */
    public SubscriptionOptions maxBytes(long maxBytes) {
        return new SubscriptionOptions(name, maxEvents, maxBytes, overflow, onGap, onEnd);
    }

    /** With this policy when it is full. */
    public SubscriptionOptions overflow(OverflowPolicy overflow) {
        return new SubscriptionOptions(name, maxEvents, maxBytes, overflow, onGap, onEnd);
    }

    /** With this callback for missing events. */
    public SubscriptionOptions onGap(Consumer<AmiGap> onGap) {
        return new SubscriptionOptions(name, maxEvents, maxBytes, overflow, onGap, onEnd);
    }

    /** With this callback for its end. */
    public SubscriptionOptions onEnd(Consumer<AmiException> onEnd) {
        return new SubscriptionOptions(name, maxEvents, maxBytes, overflow, onGap, onEnd);
    }

    /** Whether nobody else is told of gaps. */
    boolean gapsAreOnlyLogged() {
        return onGap == DEFAULTS.onGap;
    }
}
