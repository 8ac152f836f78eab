// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a line Asterisk reads at once; the rest of a longer one would run as another command. */
final class LineLimit {

    /** Buffer of 2048 bytes, less the line feed and the terminator. */
    static final int SHORT = 2046;
    /** Buffer of 8192 bytes: Asterisk 20.16, 21.11, 22.6, 23.0 and newer. */
    static final int LONG = 8190;

    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})");

    private LineLimit() {}

    /** The limit of a version as {@code agi_version} tells it; the short one when in doubt. */
    static int of(String version) {
        Matcher numbers = VERSION.matcher(version);
        // Certified and development builds are numbered differently.
        if (!numbers.lookingAt()) {
            return SHORT;
        }
        int minor = Integer.parseInt(numbers.group(2));
        boolean longLines = switch (Integer.parseInt(numbers.group(1))) {
            case 20 -> minor >= 16;
            case 21 -> minor >= 11;
            case 22 -> minor >= 6;
            default -> Integer.parseInt(numbers.group(1)) >= 23;
        };
        return longLines ? LONG : SHORT;
    }
}
