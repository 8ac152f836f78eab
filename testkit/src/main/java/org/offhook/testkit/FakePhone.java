// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A phone of a {@link FakeAsterisk}, which Dial and Originate reach: {@link FakeAsterisk#phone}. It rings and is answered at once unless this
 * says otherwise; what is said holds for the calls that come from then on. Times are on the clock of its Asterisk.
 *
 * <pre>{@code
 * asterisk.phone("PJSIP/alice").answersAfter(Duration.ofSeconds(3)).hangsUpAfter(Duration.ofMinutes(2));
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class FakePhone {

    /**
     * What it does with a call.
     *
     * @param answersAfter null for never
     * @param hangsUpAfter null for never
     * @param keys pressed after the answer
     */
    record Manner(
            boolean available,
            boolean busy,
            @Nullable Duration answersAfter,
            @Nullable Duration hangsUpAfter,
            String keys) {}

    final List<OutgoingLeg> legs = new ArrayList<>();
    private final FakeAsterisk asterisk;
    private final String device;
    private Manner manner = new Manner(true, false, Duration.ZERO, null, "");

    FakePhone(FakeAsterisk asterisk, String device) {
        this.asterisk = asterisk;
        this.device = device;
    }

    /** How it is dialled, such as {@code PJSIP/alice}. */
    public String device() {
        return device;
    }

    /**
     * It rings and is answered.
     *
     * @param ringing how long it rings
     */
    public FakePhone answersAfter(Duration ringing) {
        return act(now -> new Manner(true, false, ringing, now.hangsUpAfter, now.keys));
    }

    /** It rings, and nobody answers it. */
    public FakePhone doesNotAnswer() {
        return act(now -> new Manner(true, false, null, now.hangsUpAfter, now.keys));
    }

    /** It is busy. */
    public FakePhone busy() {
        return act(now -> new Manner(true, true, null, now.hangsUpAfter, now.keys));
    }

    /** It is not registered: there is no channel to it. */
    public FakePhone unavailable() {
        return act(now -> new Manner(false, false, null, now.hangsUpAfter, now.keys));
    }

    /**
     * Once answered it hangs up by itself; it does not unless this says so.
     *
     * @param talk how long after the answer
     */
    public FakePhone hangsUpAfter(Duration talk) {
        return act(now -> new Manner(now.available, now.busy, now.answersAfter, talk, now.keys));
    }

    /**
     * Once answered, presses keys: the first one half a second after the answer, then one each 200 ms.
     *
     * @param keys of {@code 0-9 * # A-D}
     */
    public FakePhone presses(String keys) {
        ChannelModel.checkDigits(keys);
        return act(now -> new Manner(now.available, now.busy, now.answersAfter, now.hangsUpAfter, keys));
    }

    /**
     * Answers the call that rings.
     *
     * @throws IllegalStateException if none does
     */
    public FakePhone pickUp() {
        return act(now -> {
            OutgoingLeg ringing = legs.stream()
                    .filter(leg -> !leg.isAnswered())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(device + " does not ring"));
            ringing.answer();
            return now;
        });
    }

    /** Hangs up all calls that it has; those that ring are told that it is busy. */
    public FakePhone hangUp() {
        return act(now -> {
            List.copyOf(legs).forEach(OutgoingLeg::hangUp);
            return now;
        });
    }

    /** Its channels now, oldest first. */
    public List<FakeChannel> channels() {
        asterisk.lock();
        try {
            return legs.stream().map(leg -> leg.channel).toList();
        } finally {
            asterisk.unlock();
        }
    }

    /** How it is dialled. */
    @Override
    public String toString() {
        return device;
    }

    /** What it does now; under the lock. */
    Manner manner() {
        return manner;
    }

    private FakePhone act(UnaryOperator<Manner> change) {
        asterisk.lock();
        try {
            manner = change.apply(manner);
            return this;
        } finally {
            asterisk.unlock();
        }
    }
}
