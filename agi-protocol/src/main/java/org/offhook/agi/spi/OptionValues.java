// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Options of a server, read from environment variables: what each of them may look like, and how a wrong one is reported. */
public final class OptionValues {

    private static final String OFF = "off";
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private final String prefix;
    private final Map<String, String> variables;

    /**
     * Options of one server.
     *
     * @param prefix begins the name of each of its variables, such as {@code FASTAGI_}
     * @param variables names and values, such as those of {@link System#getenv()}
     */
    public OptionValues(String prefix, Map<String, String> variables) {
        this.prefix = prefix;
        this.variables = variables;
    }

    /**
     * Hands on the value of a variable, without blanks around it; does nothing if it is not set or blank.
     *
     * @param name without the prefix
     * @param option takes the value; an {@link IllegalArgumentException} of it says what is wrong
     * @throws IllegalArgumentException what the option threw, with the variable and its value named
     */
    public void take(String name, Consumer<String> option) {
        String value = variables.get(prefix + name);
        if (value == null || value.isBlank()) {
            return;
        }
        try {
            option.accept(value.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(prefix + name + "=" + value.strip() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The value of a variable that another one needs.
     *
     * @param name without the prefix
     * @throws IllegalArgumentException if it is not set or blank
     */
    public String required(String name) {
        String value = variables.get(prefix + name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(prefix + name + " is missing");
        }
        return value.strip();
    }

    /**
     * The value of a variable exactly as it is, such as a password; empty if it is not set.
     *
     * @param name without the prefix
     */
    public String verbatim(String name) {
        return variables.getOrDefault(prefix + name, "");
    }

    /** A whole number of at most 32 bits. */
    public static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number", e);
        }
    }

    /** {@code true}, {@code yes} and 1, or {@code false}, {@code no} and 0; in any case. */
    public static boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw new IllegalArgumentException("true or false is wanted");
        };
    }

    /** Values with commas between them. */
    public static List<String> list(String text) {
        return List.of(COMMA.split(text));
    }

    /** The text, or null for {@code off}, in any case. */
    public static @Nullable String textOrOff(String text) {
        return OFF.equalsIgnoreCase(text) ? null : text;
    }

    /** As {@link #duration}, or null for {@code off}, in any case. */
    public static @Nullable Duration durationOrOff(String text) {
        return OFF.equalsIgnoreCase(text) ? null : duration(text);
    }

    /** A time such as {@code 500ms}, {@code 5s}, {@code 2m} or {@code 4h}; in any case. */
    public static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException("a time such as 500ms, 5s, 2m or 4h is wanted");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
