// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offhook.ami.AmiHeaders;

/** How the accessors of generated types read a header. A value that does not fit its type is empty: the text stays in the headers. */
public final class HeaderValues {

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,9}):(\\d{2}):(\\d{2})");
    private static final DateTimeFormatter ISO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]Z", Locale.ROOT);
    private static final DateTimeFormatter LOCAL_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private HeaderValues() {}

    /** Text; empty also for an empty one and for what Asterisk writes for "not known": {@code <unknown>}, {@code <none>}, {@code <null>}. */
    public static Optional<String> text(AmiHeaders headers, String name) {
        return headers.find(name).filter(HeaderValues::isKnown);
    }

    /** Text in which Asterisk has escaped quotes, backslashes and control characters the way C does: here they are plain again. */
    public static Optional<String> escapedText(AmiHeaders headers, String name) {
        return text(headers, name).map(HeaderValues::unescape);
    }

    /** A party's number or name, for which Asterisk writes {@code unknown} in places; that is empty too. */
    public static Optional<String> party(AmiHeaders headers, String name) {
        return text(headers, name).filter(text -> !text.equals("unknown"));
    }

    /** A whole number. */
    public static OptionalInt integer(AmiHeaders headers, String name) {
        OptionalLong value = number(headers, name);
        return value.isPresent() && (int) value.getAsLong() == value.getAsLong()
                ? OptionalInt.of((int) value.getAsLong())
                : OptionalInt.empty();
    }

    /** A whole number that may be large. */
    public static OptionalLong number(AmiHeaders headers, String name) {
        Optional<String> text = headers.find(name);
        if (text.isEmpty() || text.get().isBlank()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.get().strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** A number with a fraction. */
    public static OptionalDouble decimal(AmiHeaders headers, String name) {
        Optional<String> text = text(headers, name);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text.get().strip()));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** A truth, in any of Asterisk's spellings: yes, true, on, 1, enabled and their opposites. */
    public static Optional<Boolean> bool(AmiHeaders headers, String name) {
        return headers.find(name).flatMap(HeaderValues::bool);
    }

    private static Optional<Boolean> bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on", "1", "y", "t", "enabled" -> Optional.of(true);
            case "no", "false", "off", "0", "n", "f", "disabled" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** A time span given in seconds, with or without a fraction. */
    public static Optional<Duration> seconds(AmiHeaders headers, String name) {
        OptionalDouble value = decimal(headers, name);
        return value.isPresent() && Math.abs(value.getAsDouble()) < 1e15
                ? Optional.of(Duration.ofNanos(0)
                        .plusSeconds((long) Math.floor(value.getAsDouble()))
                        .plusNanos(Math.round((value.getAsDouble() - Math.floor(value.getAsDouble())) * 1e9)))
                : Optional.empty();
    }

    /** A time span given in milliseconds. */
    public static Optional<Duration> millis(AmiHeaders headers, String name) {
        OptionalLong value = number(headers, name);
        return value.isPresent() ? Optional.of(Duration.ofMillis(value.getAsLong())) : Optional.empty();
    }

    /** A time span given in microseconds. */
    public static Optional<Duration> micros(AmiHeaders headers, String name) {
        OptionalLong value = number(headers, name);
        return value.isPresent() ? Optional.of(Duration.of(value.getAsLong(), ChronoUnit.MICROS)) : Optional.empty();
    }

    /** A time span given as hours, minutes and seconds, {@code 00:01:30}; the hours may have more digits. */
    public static Optional<Duration> clock(AmiHeaders headers, String name) {
        return headers.find(name)
                .map(CLOCK::matcher)
                .filter(Matcher::matches)
                .map(found -> Duration.ofHours(Long.parseLong(found.group(1)))
                        .plusMinutes(Long.parseLong(found.group(2)))
                        .plusSeconds(Long.parseLong(found.group(3))));
    }

    /** A time given as {@code 2026-11-21T02:10:42.691+0000}; the first day of 1970 is Asterisk's "never", so empty. */
    public static Optional<Instant> isoTime(AmiHeaders headers, String name) {
        return headers.find(name)
                .flatMap(text -> parse(text, ISO_TIME, OffsetDateTime::from))
                .map(OffsetDateTime::toInstant)
                .filter(time -> time.getEpochSecond() >= 86_400);
    }

    /** A time without a zone, given as {@code 2026-11-21 02:10:42}. */
    public static Optional<LocalDateTime> localTime(AmiHeaders headers, String name) {
        return headers.find(name).flatMap(text -> parse(text, LOCAL_TIME, LocalDateTime::from));
    }

    private static <T> Optional<T> parse(String text, DateTimeFormatter format, TemporalQuery<T> query) {
        try {
            return Optional.of(format.parse(text, query));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The values of headers that differ by a number, counted from 0 up to the first that is not there. */
    public static List<String> numbered(AmiHeaders headers, String before, String after) {
        List<String> values = new ArrayList<>();
        for (Optional<String> value = headers.find(before + 0 + after);
                value.isPresent();
                value = headers.find(before + values.size() + after)) {
            values.add(value.get());
        }
        return List.copyOf(values);
    }

    /** Variables in headers whose name begins like this, each with a value {@code NAME=value} that is escaped the way C does. */
    public static Map<String, String> variables(AmiHeaders headers, String nameBegins) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (AmiHeaders.Header header : headers) {
            int equals = header.value().indexOf('=');
            if (equals > 0 && header.name().regionMatches(true, 0, nameBegins, 0, nameBegins.length())) {
                variables.putIfAbsent(
                        header.value().substring(0, equals),
                        unescape(header.value().substring(equals + 1)));
            }
        }
        return Collections.unmodifiableMap(variables);
    }

    /** A time given in seconds since 1970, with or without a fraction; 0 is Asterisk's "never", so empty. */
    public static Optional<Instant> epoch(AmiHeaders headers, String name) {
        return seconds(headers, name).filter(d -> !d.isZero()).map(d -> Instant.EPOCH.plus(d));
    }

    /** Undoes the escapes of C: {@code \n \r \t \a \b \f \v \\ \" \' \?}; anything else after a backslash stays as it is. */
    public static String unescape(String text) {
        int at = text.indexOf('\\');
        if (at < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length()).append(text, 0, at);
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char next = text.charAt(++i);
            switch (next) {
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case 'a' -> plain.append('\u0007');
                case 'b' -> plain.append('\b');
                case 'f' -> plain.append('\f');
                case 'v' -> plain.append('\u000b');
                case '\\', '"', '\'', '?' -> plain.append(next);
                default -> plain.append('\\').append(next);
            }
        }
        return plain.toString();
    }

    private static boolean isKnown(String text) {
        if (text.isEmpty()) {
            return false;
        }
        return text.charAt(0) != '<' || !(text.equals("<unknown>") || text.equals("<none>") || text.equals("<null>"));
    }
}
