// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.json.AmiJson;
import org.offhook.cli.Screen.Colour;
import picocli.CommandLine.Option;

/** How events are shown: options that {@code events} and {@code replay} share. */
final class EventOutput {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

    /** Nobody reads these in every line. */
    private static final Set<String> BOILERPLATE = Set.of(
            "event",
            "privilege",
            "timestamp",
            "systemname",
            "sequencenumber",
            "file",
            "line",
            "func",
            "channel",
            "bridgetype",
            "bridgetechnology",
            "bridgecreator",
            "bridgename",
            "bridgevideosourcemode");

    /** What Asterisk tells of each channel of an event, behind a prefix such as Dest. */
    private static final Set<String> SNAPSHOT = Set.of(
            "channelstate",
            "channelstatedesc",
            "calleridnum",
            "calleridname",
            "connectedlinenum",
            "connectedlinename",
            "language",
            "accountcode",
            "context",
            "exten",
            "priority",
            "uniqueid",
            "linkedid");

    @Option(names = "--json", description = "One JSON object for each event and line, with all headers (NDJSON).")
    private boolean json;

    @Option(names = "--full", description = "All headers of each event, as they came.")
    private boolean full;

    @Option(names = "--quiet", description = "Do not show the events.")
    private boolean quiet;

    /** Shows an event. */
    void show(Screen screen, Instant at, AmiEvent event) {
        if (quiet) {
            return;
        }
        if (json) {
            screen.line(AmiJson.toJson(event));
        } else if (Gap.isOne(event)) {
            screen.line(screen.in(Colour.GREY, TIME.format(at)) + " "
                    + screen.in(Colour.RED, "---- " + Gap.text(event) + " ----"));
        } else if (full) {
            all(screen, at, event);
        } else {
            screen.line(screen.in(Colour.GREY, TIME.format(at)) + " " + summary(screen, event));
        }
    }

    private static void all(Screen screen, Instant at, AmiEvent event) {
        screen.line(screen.in(Colour.GREY, TIME.format(at)));
        for (AmiHeaders.Header header : event.headers()) {
            String value = value(header);
            boolean title = header.name().equalsIgnoreCase("Event");
            screen.line(screen.in(Colour.BLUE, Text.line(header.name()) + ":") + " "
                    + (title ? screen.in(colour(value), value) : value));
        }
        screen.line("");
    }

    private static String summary(Screen screen, AmiEvent event) {
        AmiHeaders headers = event.headers();
        StringBuilder line = new StringBuilder();
        String name = Text.line(event.name());
        line.append(screen.in(colour(name), String.format(Locale.ROOT, "%-18s", name)));
        known(headers, "Channel").ifPresent(channel -> line.append(' ').append(screen.in(Colour.BOLD, channel)));
        known(headers, "ChannelStateDesc").ifPresent(state -> line.append(' ').append(state));
        known(headers, "Exten")
                .ifPresent(extension -> line.append(' ')
                        .append(extension)
                        .append('@')
                        .append(known(headers, "Context").orElse(""))
                        .append(':')
                        .append(known(headers, "Priority").orElse("")));
        known(headers, "CallerIDNum").ifPresent(number -> line.append(" from ").append(number));
        Set<String> prefixes = prefixes(headers);
        for (AmiHeaders.Header header : headers) {
            String lower = header.name().toLowerCase(Locale.ROOT);
            if (!BOILERPLATE.contains(lower) && !isSnapshot(lower, prefixes) && isKnown(header.value())) {
                line.append(' ')
                        .append(screen.in(Colour.GREY, Text.line(header.name()) + "="))
                        .append(quoted(value(header)));
            }
        }
        return line.toString();
    }

    /** Dest of DestChannel, and so on; always the empty one. */
    private static Set<String> prefixes(AmiHeaders headers) {
        Set<String> prefixes = new LinkedHashSet<>();
        prefixes.add("");
        for (AmiHeaders.Header header : headers) {
            String lower = header.name().toLowerCase(Locale.ROOT);
            if (lower.endsWith("channel")) {
                prefixes.add(lower.substring(0, lower.length() - "channel".length()));
            }
        }
        return prefixes;
    }

    private static boolean isSnapshot(String name, Set<String> prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix) && SNAPSHOT.contains(name.substring(prefix.length()))) {
                return true;
            }
        }
        return false;
    }

    private static java.util.Optional<String> known(AmiHeaders headers, String name) {
        return headers.find(name).filter(EventOutput::isKnown).map(Text::line);
    }

    private static boolean isKnown(String value) {
        return !value.isBlank() && !value.equals("<unknown>") && !value.equals("<none>");
    }

    private static String quoted(String value) {
        return value.indexOf(' ') < 0 ? value : '"' + value + '"';
    }

    /** A header's value for people: on one line, and no secret. */
    static String value(AmiHeaders.Header header) {
        String name = header.name().toLowerCase(Locale.ROOT);
        boolean secret = name.contains("secret")
                || (name.contains("password") && !name.equals("usingpassword"))
                || name.equals("key")
                || name.equals("md5cred")
                || name.equals("refreshtoken")
                || name.equals("expectedresponse"); // to a wrong answer Asterisk adds the right one
        return secret ? "***" : Text.line(header.value());
    }

    private static Colour colour(String name) {
        if (name.startsWith("Hangup") || name.startsWith("SoftHangup")) {
            return Colour.RED;
        }
        if (name.startsWith("New")) {
            return Colour.GREEN;
        }
        if (name.startsWith("Dial") || name.startsWith("Originate")) {
            return Colour.YELLOW;
        }
        if (name.startsWith("Bridge") || name.startsWith("Local")) {
            return Colour.CYAN;
        }
        return name.equals("UserEvent") || name.startsWith("AsyncAGI") ? Colour.MAGENTA : Colour.BLUE;
    }
}
