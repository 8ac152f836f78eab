// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a command line may be in a version of Asterisk. */
final class LineBuffer {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");

    private LineBuffer() {}

    /** In bytes, without the line feed: 8190 since 20.16, 21.11 and 22.6, and 2046 before. */
    static int maxLineBytes(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            return 2046;
        }
        int minor = Integer.parseInt(matcher.group(2));
        boolean large = switch (Integer.parseInt(matcher.group(1))) {
            case 20 -> minor >= 16;
            case 21 -> minor >= 11;
            case 22 -> minor >= 6;
            default -> Integer.parseInt(matcher.group(1)) > 22;
        };
        return large ? 8190 : 2046;
    }
}
