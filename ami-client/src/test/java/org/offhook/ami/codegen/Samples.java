// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.codegen;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.offhook.ami.AmiHeaders;

/** What stands on the wire for a field of each type, what its accessor makes of that, and what it makes of nothing. */
final class Samples {

    private Samples() {}

    /** Adds this field as a server might send it. */
    static void add(AmiHeaders.Builder headers, Catalogue.Field field, int number) {
        String header = field.header();
        switch (field.type()) {
            case ALL -> headers.add(header, "a=" + number).add(header, "b");
            case NUMBERED -> headers.add(header.replace("#", "0"), "x" + number).add(header.replace("#", "1"), "y");
            case REPORTS -> headers.add(header.replace("X", "0"), "x" + number).add(header.replace("X", "1"), "y");
            case VARIABLES -> headers.add("ChanVariable(Local/1@a-0001;1)", "A=1\\n\\\\" + number);
            default -> headers.add(header, wire(field.type(), number));
        }
    }

    private static String wire(FieldType type, int number) {
        return switch (type) {
            case TEXT -> "text " + number;
            case ESCAPED -> "line\\none \\\"" + number + "\\\"";
            case PARTY -> "party " + number;
            case INT -> Integer.toString(number);
            case LONG -> Long.toString(5_000_000_000L + number);
            case DECIMAL -> number + ".25";
            case BOOL -> number % 2 == 0 ? "Yes" : "0";
            case SECONDS, MILLIS, MICROS -> Integer.toString(number + 1);
            case CLOCK -> "102:03:" + (10 + number % 50);
            case EPOCH -> Long.toString(1_795_226_900L + number);
            case ISO -> "2026-11-21T02:10:" + (10 + number % 50) + ".691+0100";
            case LOCAL_TIME -> "2026-11-21 02:10:" + (10 + number % 50);
            default -> throw new IllegalArgumentException("not of an event: " + type);
        };
    }

    /** What the accessor gives for what {@link #add} has added. */
    static Object expected(FieldType type, int number) {
        return switch (type) {
            case TEXT -> Optional.of("text " + number);
            case ESCAPED -> Optional.of("line\none \"" + number + "\"");
            case PARTY -> Optional.of("party " + number);
            case INT -> OptionalInt.of(number);
            case LONG -> OptionalLong.of(5_000_000_000L + number);
            case DECIMAL -> OptionalDouble.of(number + 0.25);
            case BOOL -> Optional.of(number % 2 == 0);
            case SECONDS -> Optional.of(Duration.ofSeconds(number + 1));
            case MILLIS -> Optional.of(Duration.ofMillis(number + 1));
            case MICROS -> Optional.of(Duration.ofNanos(1000L * (number + 1)));
            case CLOCK -> Optional.of(Duration.ofHours(102).plusMinutes(3).plusSeconds(10 + number % 50));
            case EPOCH -> Optional.of(Instant.ofEpochSecond(1_795_226_900L + number));
            case ISO -> Optional.of(Instant.parse("2026-11-21T01:10:" + (10 + number % 50) + ".691Z"));
            case LOCAL_TIME -> Optional.of(LocalDateTime.of(2026, 11, 21, 2, 10, 10 + number % 50));
            case ALL -> List.of("a=" + number, "b");
            case NUMBERED, REPORTS -> List.of("x" + number, "y");
            case VARIABLES -> Map.of("A", "1\n\\" + number);
            default -> throw new IllegalArgumentException("not of an event: " + type);
        };
    }

    /** What the accessor gives without a header. */
    static Object nothing(FieldType type) {
        return switch (type) {
            case INT -> OptionalInt.empty();
            case LONG -> OptionalLong.empty();
            case DECIMAL -> OptionalDouble.empty();
            case ALL, NUMBERED, REPORTS -> List.of();
            case VARIABLES -> Map.of();
            default -> Optional.empty();
        };
    }
}
