// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.codegen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every event of the recordings of Asterisk 22 has a type, and every header of it an accessor. */
class RecordedEventsTest {

    /** What the client itself works with, and what {@code manager.conf} adds to any event. */
    private static final Set<String> OF_EVERY_EVENT = Set.of(
            "Event",
            "Privilege",
            "ActionID",
            "EventList",
            "ListItems",
            "SystemName",
            "Timestamp",
            "SequenceNumber",
            "File",
            "Line",
            "Func",
            "");

    /** Its other headers are a user's own. */
    private static final String FREE = "UserEvent";

    /** Recordings that are not what Asterisk means: forged by line ends in data, and run together after an overlong ActionID. */
    private static final Set<String> BROKEN =
            Set.of("varset-value-with-crlf-injection.txt", "actionid-300-chars-status-truncated.txt");

    private record Line(String name, String value) {}

    @Test
    void everyRecordedEventHasATypeAndEveryHeaderAnAccessor() throws IOException {
        Map<String, Catalogue.Event> types = Catalogue.read(Path.of("src/catalogue")).events().stream()
                .collect(Collectors.toMap(Catalogue.Event::name, event -> event));
        Set<String> unknown = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        for (Path file : transcripts()) {
            for (List<Line> message : messages(file)) {
                String name = event(message);
                if (name.isEmpty() || BROKEN.contains(file.getFileName().toString())) {
                    continue;
                }
                seen.add(name);
                Catalogue.Event type = types.get(name);
                if (type == null) {
                    unknown.add(name);
                } else if (!name.equals(FREE)) {
                    message.stream()
                            .filter(line -> !isKnown(type, line.name()))
                            .forEach(line -> unknown.add(name + "." + line.name()));
                }
            }
        }

        assertThat(unknown).isEmpty();
        assertThat(seen)
                .hasSizeGreaterThan(100)
                .contains("Hangup", "QueueMemberPause", "OriginateResponse", "UserEvent");
    }

    private static boolean isKnown(Catalogue.Event type, String header) {
        if (OF_EVERY_EVENT.contains(header)) {
            return true;
        }
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        type.channels().forEach(each -> {
            Catalogue.CHANNEL.forEach(part -> known.add(each.prefix() + part));
            known.add(each.prefix() + "ChanVariable");
        });
        type.bridges().forEach(each -> Catalogue.BRIDGE.forEach(part -> known.add(each.prefix() + part)));
        type.fields().forEach(field -> known.add(field.header()));
        return known.contains(header)
                || (header.startsWith("ChanVariable(") && known.contains("ChanVariable(<channel>)"))
                || known.contains(header.replaceFirst("^Report\\d+", "ReportX"));
    }

    private static List<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/transcripts/asterisk22"))) {
            return files.filter(file -> !file.toString().endsWith(".req.txt")).toList();
        }
    }

    private static String event(List<Line> message) {
        return message.stream()
                .filter(line -> line.name().equals("Event"))
                .map(Line::value)
                .findFirst()
                .orElse("");
    }

    /** The messages of a recording. It has its own splitting, so as not to agree with a mistake of the client's. */
    private static List<List<Line>> messages(Path file) throws IOException {
        List<List<Line>> messages = new ArrayList<>();
        for (String message : new String(Files.readAllBytes(file), UTF_8).split("\r\n\r\n", -1)) {
            List<Line> lines = new ArrayList<>();
            for (String line : message.split("\r\n", -1)) {
                int colon = line.indexOf(": ");
                lines.add(
                        colon < 0 ? new Line("", line) : new Line(line.substring(0, colon), line.substring(colon + 2)));
            }
            messages.add(lines);
        }
        return messages;
    }
}
