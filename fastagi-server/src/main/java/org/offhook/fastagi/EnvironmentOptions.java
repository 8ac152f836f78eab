// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Options of a server from environment variables, for containers. */
final class EnvironmentOptions {

    private static final String PREFIX = "FASTAGI_";
    private static final String OFF = "off";
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

    private final Map<String, String> variables;

    EnvironmentOptions(Map<String, String> variables) {
        this.variables = variables;
    }

    void applyTo(FastAgiServerBuilder server) {
        take("HOST", server::host);
        take("PORT", text -> server.port(Integer.parseInt(text)));
        take("MAX_CALLS", text -> server.maxCalls(Integer.parseInt(text)));
        take("OVERLOAD", text -> server.overload(policy(text)));
        take("HANDSHAKE_TIMEOUT", text -> server.handshakeTimeout(duration(text)));
        take("REPLY_TIMEOUT", text -> server.replyTimeout(duration(text)));
        take("WRITE_TIMEOUT", text -> server.writeTimeout(duration(text)));
        take("KEEP_ALIVE", text -> server.keepAlive(durationOrOff(text)));
        take("SCRIPT_DEADLINE", text -> server.scriptDeadline(durationOrOff(text)));
        take("MAX_ENVIRONMENT", text -> {
            int[] limits = Arrays.stream(list(text)).mapToInt(Integer::parseInt).toArray();
            if (limits.length != 3) {
                throw new IllegalArgumentException("three numbers are wanted");
            }
            server.maxEnvironment(limits[0], limits[1], limits[2]);
        });
        take("MAX_REPLY_BYTES", text -> server.maxReplyBytes(Integer.parseInt(text)));
        take("ALLOW", text -> server.allow(list(text)));
        take("PROXIES", text -> server.proxyProtocol(list(text)));
        take("IO_THREADS", text -> server.ioThreads(Integer.parseInt(text)));
        take("OUTCOME_VARIABLE", text -> server.outcomeVariable(OFF.equalsIgnoreCase(text) ? null : text));
        take("INTERRUPT_ON_HANGUP", text -> server.interruptOnHangup(bool(text)));
        String password = variables.getOrDefault(PREFIX + "TLS_KEY_STORE_PASSWORD", "");
        take("TLS_KEY_STORE", text -> server.tls(Path.of(text), password.toCharArray()));
        take("TLS_CERTIFICATE", text -> server.tls(Path.of(text), Path.of(required("TLS_KEY"))));
    }

    private void take(String name, Consumer<String> option) {
        String value = variables.get(PREFIX + name);
        if (value == null || value.isBlank()) {
            return;
        }
        try {
            option.accept(value.strip());
        } catch (IllegalArgumentException e) {
            String why = e instanceof NumberFormatException ? "not a number" : e.getMessage();
            throw new IllegalArgumentException(PREFIX + name + "=" + value.strip() + ": " + why, e);
        }
    }

    private String required(String name) {
        String value = variables.get(PREFIX + name);
        if (value == null) {
            throw new IllegalArgumentException(PREFIX + name + " is missing");
        }
        return value;
    }

    private static String[] list(String text) {
        return text.split("\\s*,\\s*");
    }

    private static OverloadPolicy policy(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "fail" -> OverloadPolicy.FAIL;
            case "refuse" -> OverloadPolicy.REFUSE;
            default -> throw new IllegalArgumentException("fail or refuse is wanted");
        };
    }

    private static boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw new IllegalArgumentException("true or false is wanted");
        };
    }

    private static @Nullable Duration durationOrOff(String text) {
        return OFF.equalsIgnoreCase(text) ? null : duration(text);
    }

    private static Duration duration(String text) {
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
