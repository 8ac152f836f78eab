// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Asterisk.
 *
 * @param text the number as Asterisk prints it, without the distribution's suffix, such as {@code 22.10.1}
 * @param major the first number, such as 22
 */
public record AsteriskVersion(String text, int major) {
    private static final Pattern BANNER = Pattern.compile("Asterisk (?:certified/)?((\\d+)(?:[.]\\d+)*)");

    /**
     * Reads the version out of what {@code asterisk -V} or {@code core show version} prints.
     *
     * @throws IllegalArgumentException if there is no version in the text
     */
    public static AsteriskVersion parse(String banner) {
        Matcher matcher = BANNER.matcher(banner);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no Asterisk version in '" + banner.strip() + "'");
        }
        return new AsteriskVersion(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return text;
    }
}
