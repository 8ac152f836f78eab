// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Time spans and points in time as Asterisk, dialplans and other programs write them. */
final class Times {

    /** No exponents: "1e999999999" has a billion digits. */
    private static final Pattern SECONDS = Pattern.compile("[+-]?[0-9]{1,15}(?:\\.[0-9]{0,30})?");

    private static final Pattern CLOCK = Pattern.compile("([0-9]{1,9}):([0-5][0-9]):([0-5][0-9])");

    /** As ISO 8601 has it, and with the zone as {@code +0000}, which Asterisk's security events have. */
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM:ss", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private Times() {}

    /** Seconds, hours:minutes:seconds, or ISO 8601. */
    static Duration duration(String text) {
        if (SECONDS.matcher(text).matches()) {
            return seconds(text);
        }
        Matcher clock = CLOCK.matcher(text);
        return clock.matches()
                ? Duration.ofHours(Long.parseLong(clock.group(1)))
                        .plusMinutes(Long.parseLong(clock.group(2)))
                        .plusSeconds(Long.parseLong(clock.group(3)))
                : Duration.parse(text);
    }

    /** Seconds since 1970, of which 0 is Asterisk's "never": null; or ISO 8601 with a zone. */
    static @Nullable Instant instant(String text) {
        if (SECONDS.matcher(text).matches()) {
            Duration sinceEpoch = seconds(text);
            return sinceEpoch.isZero() ? null : Instant.EPOCH.plus(sinceEpoch);
        }
        return OffsetDateTime.parse(text, DATE_TIME).toInstant();
    }

    private static Duration seconds(String text) {
        BigDecimal seconds = new BigDecimal(text).setScale(9, RoundingMode.HALF_UP);
        return Duration.ofSeconds(
                seconds.toBigInteger().longValueExact(),
                seconds.remainder(BigDecimal.ONE).movePointRight(9).longValueExact());
    }
}
