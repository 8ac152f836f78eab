// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.offhook.agi.AgiCommand;

/** What arguments may be, and how they are written. */
final class Arguments {

    /** Asterisk reads times into an int. */
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private static final String KEYS = "0123456789*#ABCD";

    private Arguments() {}

    /** Refuses a text that says nothing where Asterisk needs something. */
    static void checkText(String text, String what) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
    }

    /** Asterisk compares keys letter by letter, so a small {@code a} would never be heard. */
    static void checkKeys(String keys, String what) {
        for (int i = 0; i < keys.length(); i++) {
            if (KEYS.indexOf(keys.charAt(i)) < 0) {
                throw new IllegalArgumentException(what + " may be 0 to 9, *, # and capital A to D, not '"
                        + keys.charAt(i) + "' in \"" + keys + '"');
            }
        }
    }

    static void checkNotNegative(long number, String what) {
        if (number < 0) {
            throw new IllegalArgumentException(what + " must not be negative: " + number);
        }
    }

    /** Some commands read a time into an int. */
    static void checkEpoch32(Instant instant) {
        long seconds = instant.getEpochSecond();
        if (seconds != (int) seconds) {
            throw new IllegalArgumentException("the time must be between " + Instant.ofEpochSecond(Integer.MIN_VALUE)
                    + " and " + Instant.ofEpochSecond(Integer.MAX_VALUE) + ", not " + instant);
        }
    }

    static void checkTime(Duration time, String what) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    what + " must be between 0 and " + LONGEST.toMillis() + " ms, not " + time);
        }
    }

    static void checkTimeOrForever(Duration time, String what) {
        if (!time.equals(AgiCommand.UNLIMITED)) {
            checkTime(time, what);
        }
    }

    /** Whole milliseconds; a fraction counts as one, so that a short time never becomes zero, which often means another thing. */
    static long millis(Duration time) {
        long millis = time.toMillis();
        return time.equals(Duration.ofMillis(millis)) ? millis : millis + 1;
    }

    /** Milliseconds, -1 for ever. */
    static long millisOrForever(Duration time) {
        return time.equals(AgiCommand.UNLIMITED) ? -1 : millis(time);
    }

    /** Whole seconds; a fraction counts as one. */
    static long wholeSeconds(Duration time) {
        long seconds = time.toSeconds();
        return time.equals(Duration.ofSeconds(seconds)) ? seconds : seconds + 1;
    }

    /** Seconds with a fraction where there is one, such as {@code 1.5}. */
    static String seconds(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(millis(time), 3);
        return seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString();
    }
}
