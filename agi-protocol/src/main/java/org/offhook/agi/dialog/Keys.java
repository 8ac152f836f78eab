// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.dialog;

import java.time.Duration;

/** What keys there are, and how options are checked. */
final class Keys {

    /** Every key that a telephone can send. */
    static final String ALL = "0123456789*#ABCD";
    /** No key. */
    static final char NONE = 0;
    /** The key at which GET DATA ends by itself. */
    static final char POUND = '#';

    private static final Duration LONGEST = Duration.ofDays(1);

    private Keys() {}

    static char check(char key) {
        if (key == NONE || ALL.indexOf(key) < 0) {
            throw new IllegalArgumentException("a key is 0 to 9, *, # or a capital A to D, not '" + key + "'");
        }
        return key;
    }

    static String check(String keys) {
        keys.chars().forEach(key -> check((char) key));
        return keys;
    }

    /** A time that the caller has; Asterisk takes zero for a choice of its own. */
    static Duration checkTime(Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the time must be more than 0 and at most a day, not " + time);
        }
        return time;
    }

    static int checkAttempts(int attempts) {
        if (attempts < 1) {
            throw new IllegalArgumentException("there must be an attempt at least, not " + attempts);
        }
        return attempts;
    }
}
