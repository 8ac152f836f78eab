// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;

/**
 * Where a playback or a recording ended. Asterisk counts in samples, but CONTROL STREAM FILE in milliseconds.
 *
 * @param value how many units from the beginning of the file, 0 or more
 * @param unit what is counted
 */
public record EndPosition(long value, Unit unit) {

    /** What an end position counts. */
    public enum Unit {
        /** Samples, of which there are 8000 in a second of telephone audio. */
        SAMPLES,
        /** Milliseconds. */
        MILLISECONDS
    }

    private static final long SAMPLES_PER_MILLI = 8;

    /** Checks the value. */
    public EndPosition {
        Arguments.checkNotNegative(value, "an end position");
    }

    /**
     * The position a time after the beginning.
     *
     * @param time from the beginning of the file
     * @return the position, in milliseconds
     * @throws IllegalArgumentException if the time is negative or longer than 2147483647 ms
     */
    public static EndPosition of(Duration time) {
        Arguments.checkTime(time, "a position");
        return new EndPosition(Arguments.millis(time), Unit.MILLISECONDS);
    }

    /**
     * The position in samples of 8 kHz audio.
     *
     * @return 8 for each millisecond
     */
    public long samples() {
        return unit == Unit.SAMPLES ? value : Math.multiplyExact(value, SAMPLES_PER_MILLI);
    }

    /**
     * The time from the beginning of the file. For samples this is right for 8 kHz audio; of wideband files Asterisk counts
     * more samples in a second.
     *
     * @return to the millisecond, rounded down
     */
    public Duration toDuration() {
        return Duration.ofMillis(unit == Unit.SAMPLES ? value / SAMPLES_PER_MILLI : value);
    }
}
