// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes {@code src/catalogue/ami-catalogue.json}: the facts of two servers, put together. Its arguments are the catalogue taken from an
 * Asterisk 16, the one from a 22, and the file to write. Such a catalogue names what the server documents (its XML documentation), what
 * was seen in recordings, and names of events found in its source; only names and facts are kept of it, no text.
 *
 * <p>A field is {@code "required"} where both servers say so, and carries a version where only one of them knows it. {@code "evidence"}
 * of an event is {@code documented}, {@code observed} or {@code name}.
 */
final class CatalogueUnion {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> VERSIONS = List.of("16", "22");

    private CatalogueUnion() {}

    public static void main(String[] args) throws IOException {
        JsonNode first = JSON.readTree(Path.of(args[0]).toFile());
        JsonNode second = JSON.readTree(Path.of(args[1]).toFile());
        Files.writeString(Path.of(args[2]), union(first, second));
    }

    /** The union as text: one entry a line, sorted by name. */
    static String union(JsonNode sixteen, JsonNode twentyTwo) throws IOException {
        Map<String, ObjectNode> actions = new TreeMap<>();
        Map<String, ObjectNode> events = new TreeMap<>();
        // The newer first: its spelling and its order of fields win.
        for (String version : List.of("22", "16")) {
            JsonNode server = version.equals("22") ? twentyTwo : sixteen;
            server.path("actions").forEach(action -> addAction(actions, action, version));
            // What was seen on the wire before what is only documented: its spelling is the true one.
            server.path("undocumented_events_observed").forEach(event -> addEvent(events, event, version, "observed"));
            server.path("events").forEach(event -> addEvent(events, event, version, "documented"));
        }
        for (String version : VERSIONS) {
            JsonNode server = version.equals("22") ? twentyTwo : sixteen;
            for (JsonNode name : server.path("undocumented_event_names_in_source")) {
                ObjectNode named = JSON.createObjectNode().put("name", name.asText());
                addEvent(events, named, version, "name");
            }
        }
        StringBuilder text = new StringBuilder("{\n\"actions\": [\n");
        appendEntries(text, actions);
        text.append("],\n\"events\": [\n");
        appendEntries(text, events);
        return text.append("]\n}\n").toString();
    }

    private static void addAction(Map<String, ObjectNode> actions, JsonNode from, String version) {
        ObjectNode entry = entry(actions, from.path("name").asText());
        seenIn(entry, version);
        copy(from, entry, "module");
        if (!entry.has("since") && !from.path("since").isEmpty()) {
            entry.set("since", from.path("since").get(0));
        }
        addAll(entry, "privileges", from.path("privileges"));
        entry.withArray("privileges");
        List<String> here = new ArrayList<>();
        for (JsonNode param : from.path("params")) {
            String name = param.path("name").asText();
            // An action's documentation may run on into that of its answer and name a field twice: the first is the
            // action's.
            if (!contains(here, name)) {
                here.add(name);
                addField(entry, name, version, param.path("required").asBoolean());
            }
        }
        addAll(entry, "list", from.path("list_events"));
        addValues(entry, from.path("enum_values"));
    }

    private static void addEvent(Map<String, ObjectNode> events, JsonNode from, String version, String evidence) {
        ObjectNode entry = entry(events, from.path("name").asText());
        seenIn(entry, version);
        if (!entry.has("evidence") || evidence.equals("documented")) {
            entry.put("evidence", evidence);
        }
        copy(from, entry, "module");
        if (from.path("class").isTextual()) {
            entry.set("class", from.path("class"));
        }
        if (from.path("observed_privilege").isTextual()) {
            entry.set("privilege", from.path("observed_privilege"));
        }
        from.path("observed_headers").forEach(name -> addField(entry, name.asText(), version, false));
        from.path("params").forEach(param -> addField(entry, param.path("name").asText(), version, false));
        addValues(entry, from.path("enum_values"));
    }

    private static ObjectNode entry(Map<String, ObjectNode> entries, String name) {
        return entries.computeIfAbsent(
                name.toLowerCase(Locale.ROOT),
                key -> JSON.createObjectNode().put("name", name).put("in", ""));
    }

    private static void seenIn(ObjectNode entry, String version) {
        String in = entry.path("in").asText();
        if (!in.contains(version)) {
            entry.put("in", in.isEmpty() ? version : version.equals("16") ? "16 " + in : in + " " + version);
        }
    }

    /** While a field is collected its value is the list of versions, each with {@code !} where it is required. */
    private static void addField(ObjectNode entry, String name, String version, boolean required) {
        ObjectNode fields = entry.withObject("/fields");
        String key = name;
        for (var known = fields.fieldNames(); known.hasNext(); ) {
            String each = known.next();
            if (each.equalsIgnoreCase(name)) {
                key = each;
            }
        }
        String before = fields.path(key).asText();
        if (!before.contains(version)) {
            fields.put(key, before + version + (required ? "!" : ""));
        }
    }

    private static void appendEntries(StringBuilder text, Map<String, ObjectNode> entries) throws IOException {
        int left = entries.size();
        for (ObjectNode entry : entries.values()) {
            int versions = entry.path("in").asText().split(" ", -1).length;
            ObjectNode fields = entry.withObject("/fields");
            for (var names = fields.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                String seen = fields.path(name).asText();
                String only = versions == 2 && seen.replace("!", "").length() == 2 ? seen.replace("!", "") : "";
                boolean required = seen.replaceAll("[^!]", "").length() * 2
                        == seen.replace("!", "").length();
                fields.put(name, required ? only.isEmpty() ? "required" : "required " + only : only);
            }
            entry.remove("fields");
            if (!fields.isEmpty()) {
                entry.set("fields", fields);
            }
            text.append(JSON.writeValueAsString(entry)).append(--left == 0 ? "\n" : ",\n");
        }
    }

    private static void addValues(ObjectNode entry, JsonNode values) {
        for (var fields = values.properties().iterator(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            ArrayNode array = entry.withObject("/values").withArray("/" + field.getKey());
            field.getValue().forEach(value -> addOnce(array, value.asText()));
        }
    }

    private static void addAll(ObjectNode entry, String key, JsonNode values) {
        values.forEach(value -> addOnce(entry.withArray(key), value.asText()));
    }

    private static void addOnce(ArrayNode array, String value) {
        for (JsonNode each : array) {
            if (each.asText().equals(value)) {
                return;
            }
        }
        array.add(value);
    }

    private static void copy(JsonNode from, ObjectNode to, String key) {
        if (!to.has(key) && from.path(key).isTextual()) {
            to.set(key, from.path(key));
        }
    }

    private static boolean contains(List<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }
}
