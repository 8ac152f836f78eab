// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is generated from: the facts of {@code ami-catalogue.json} with {@code ami-overrides.json} laid over them. */
final class Catalogue {

    /** A channel snapshot consists of these. */
    static final List<String> CHANNEL = List.of(
            "Channel",
            "ChannelState",
            "ChannelStateDesc",
            "CallerIDNum",
            "CallerIDName",
            "ConnectedLineNum",
            "ConnectedLineName",
            "Language",
            "AccountCode",
            "Context",
            "Exten",
            "Priority",
            "Uniqueid",
            "Linkedid");

    /** A bridge snapshot consists of these; the last two are not always there. */
    static final List<String> BRIDGE = List.of(
            "BridgeUniqueid",
            "BridgeType",
            "BridgeTechnology",
            "BridgeCreator",
            "BridgeName",
            "BridgeNumChannels",
            "BridgeVideoSourceMode",
            "BridgeVideoSource");

    private static final int BRIDGE_ALWAYS = 6;

    private final JsonNode overrides;
    private final JavaNames names;
    private final Map<String, Event> events = new TreeMap<>();
    private final Map<String, Action> actions = new TreeMap<>();

    /** A header of an event or parameter of an action. */
    record Field(String header, String java, FieldType type, boolean required, String only, List<String> values) {}

    /** A snapshot that an event holds: its accessor and what stands before its headers. */
    record Snapshot(String prefix, String accessor) {}

    /**
     * An event.
     *
     * @param in the versions it is in
     * @param privileges the read classes it needs; empty for what only comes in lists
     * @param headers all of its headers in the catalogue, less what the client itself works with
     */
    record Event(
            String name,
            String java,
            String doc,
            String in,
            Set<String> privileges,
            boolean listOnly,
            List<String> headers,
            List<Snapshot> channels,
            List<Snapshot> bridges,
            List<Field> fields) {}

    /**
     * An action.
     *
     * @param completion the event that ends its list; empty without
     * @param item the type of its list's items; empty where they differ
     * @param result {@code output}, {@code value}, or empty for the answer itself
     * @param files the fields that are names of files
     */
    record Action(
            String name,
            String java,
            String doc,
            String in,
            List<String> privileges,
            List<Field> fields,
            Optional<String> completion,
            Optional<String> item,
            String result,
            List<String> files,
            boolean handWritten) {}

    private Catalogue(JsonNode catalogue, JsonNode overrides) {
        this.overrides = overrides;
        this.names = new JavaNames(overrides.path("words").path("splits"));
        entries(catalogue, "actions").forEach((key, fact) -> actions.put(key, action(fact)));
        Set<String> listed = listed();
        entries(catalogue, "events").forEach((key, fact) -> events.put(key, event(fact, listed)));
    }

    static Catalogue read(Path folder) {
        ObjectMapper json = new ObjectMapper();
        try {
            return new Catalogue(
                    json.readTree(folder.resolve("ami-catalogue.json").toFile()),
                    json.readTree(folder.resolve("ami-overrides.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Event> events() {
        return List.copyOf(events.values());
    }

    List<Action> actions() {
        return List.copyOf(actions.values());
    }

    /** The class of this event, {@code HangupEvent} for {@code Hangup}. */
    String eventClass(String name) {
        Event event = events.get(name.toLowerCase(Locale.ROOT));
        if (event == null) {
            throw new IllegalStateException("a list has the event " + name + ", which is not in the catalogue");
        }
        return event.java();
    }

    /** The catalogue's entries and those that only the overrides have, by lower-case name. */
    private Map<String, JsonNode> entries(JsonNode catalogue, String kind) {
        Map<String, JsonNode> entries = new TreeMap<>();
        for (JsonNode fact : catalogue.path(kind)) {
            String name = fact.path("name").asText();
            if (!overrides.path("skipEvents").has(name)) {
                entries.put(name.toLowerCase(Locale.ROOT), fact);
            }
        }
        for (Map.Entry<String, JsonNode> override : overrides.path(kind).properties()) {
            if (!entries.containsKey(override.getKey().toLowerCase(Locale.ROOT))) {
                ObjectMapper json = new ObjectMapper();
                JsonNode fact = json.createObjectNode()
                        .put("name", override.getKey())
                        .put("in", override.getValue().required("in").asText());
                entries.put(override.getKey().toLowerCase(Locale.ROOT), fact);
            }
        }
        return entries;
    }

    private Action action(JsonNode fact) {
        String name = fact.path("name").asText();
        JsonNode override = overrides.path("actions").required(name);
        List<String> list = texts(override.path("list"));
        List<String> privileges =
                texts(override.has("privileges") ? override.path("privileges") : fact.path("privileges"));
        List<Field> fields = new ArrayList<>();
        for (String header : headers(fact, override)) {
            if (!header.equals("ActionID")) {
                fields.add(field(fact, override, header, "parameter"));
            }
        }
        return new Action(
                name,
                override.path("java").asText(names.type(name)) + "Action",
                override.required("doc").asText(),
                fact.path("in").asText(),
                privileges.stream()
                        .filter(p -> !p.equals("all") && !p.equals("<none>"))
                        .toList(),
                fields,
                list.stream().findFirst(),
                list.size() == 2 && !override.has("items") ? Optional.of(list.get(1)) : Optional.empty(),
                override.path("result").asText(list.size() == 1 && !override.has("items") ? "event" : ""),
                texts(override.path("files")),
                override.path("handWritten").asBoolean());
    }

    private Set<String> listed() {
        Set<String> listed = new HashSet<>();
        for (JsonNode action : overrides.path("actions")) {
            listed.addAll(texts(action.path("list")));
        }
        texts(overrides.path("aloneToo").path("events")).forEach(listed::remove);
        return listed;
    }

    private Event event(JsonNode fact, Set<String> listed) {
        String name = fact.path("name").asText();
        JsonNode override = overrides.path("events").required(name);
        List<String> headers = headers(fact, override);
        if (override.has("fields") && fact.path("fields").has("ChannelState")) {
            // A correction of the fields leaves the channel as it is.
            headers.addAll(0, CHANNEL);
        }
        headers.removeAll(texts(overrides.path("drop").path("fields")));
        headers.removeAll(texts(override.path("drop")));
        List<String> plain = new ArrayList<>(headers);
        List<Snapshot> channels = snapshots(plain, CHANNEL, CHANNEL.size(), "channels");
        List<Snapshot> bridges = snapshots(plain, BRIDGE, BRIDGE_ALWAYS, "bridges");
        List<Field> fields = new ArrayList<>();
        plain.forEach(header -> fields.add(field(fact, override, header, "accessor")));
        boolean listOnly = override.path("list")
                .asBoolean(listed.contains(name) || name.endsWith("Complete") || name.equals("VoicemailBoxDetail"));
        String classes = override.path("class")
                .asText(fact.path("privilege").asText(fact.path("class").asText("")));
        return new Event(
                name,
                name.endsWith("Event") ? name : override.path("java").asText(names.type(name)) + "Event",
                override.required("doc").asText(),
                fact.path("in").asText(),
                listOnly || classes.isEmpty() ? Set.of() : Set.of(classes.split(",", -1)),
                listOnly,
                headers,
                channels,
                bridges,
                fields);
    }

    private static List<String> headers(JsonNode fact, JsonNode override) {
        JsonNode fields = override.has("fields") ? override.path("fields") : fact.path("fields");
        List<String> headers = new ArrayList<>();
        fields.fieldNames().forEachRemaining(headers::add);
        return headers;
    }

    /** Finds the snapshots among these headers, and takes what belongs to them away. */
    private List<Snapshot> snapshots(List<String> headers, List<String> parts, int always, String kind) {
        Map<String, String> accessors = new HashMap<>();
        overrides
                .path("snapshots")
                .path(kind)
                .properties()
                .forEach(e -> accessors.put(e.getKey(), e.getValue().asText()));
        List<Snapshot> found = new ArrayList<>();
        for (String header : List.copyOf(headers)) {
            String prefix = header.endsWith(parts.get(0))
                    ? header.substring(0, header.length() - parts.get(0).length())
                    : null;
            if (prefix != null && parts.subList(0, always).stream().allMatch(part -> headers.contains(prefix + part))) {
                parts.forEach(part -> headers.remove(prefix + part));
                headers.remove(prefix + "ChanVariable");
                found.add(new Snapshot(prefix, accessors.getOrDefault(prefix, names.member(prefix))));
            }
        }
        return found;
    }

    private Field field(JsonNode fact, JsonNode override, String header, String role) {
        String corrected = override.path("types").path(header).asText();
        FieldType type =
                corrected.isEmpty() ? types(role).getOrDefault(header, FieldType.TEXT) : FieldType.of(corrected);
        String java = override.path("names").path(header).asText(named(header, role));
        String seen = (override.path("fields").has(header) ? override : fact)
                .path("fields")
                .path(header)
                .asText();
        return new Field(
                header,
                java,
                type,
                seen.startsWith("required"),
                seen.replace("required", "").strip(),
                texts(fact.path("values").path(header)));
    }

    private Map<String, FieldType> types(String role) {
        Map<String, FieldType> types = new LinkedHashMap<>();
        for (JsonNode group : overrides.path(role + "Types")) {
            texts(group.path("fields"))
                    .forEach(field ->
                            types.put(field, FieldType.of(group.path("type").asText())));
        }
        return types;
    }

    private String named(String header, String role) {
        JsonNode accessor = overrides.path("accessorNames").path("names").path(header);
        String plain = accessor.asText(names.member(header));
        return overrides.path(role + "Names").path("names").path(header).asText(plain);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
